import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type NumbersIn } from './column.ts';

/** One place a row: a unit at a time. The group is a fixed attribute of the unit, measured once. */
export interface GroupPanelIn {
  /** In any unit; null: not known, and the row is left out. */
  outcome: NumbersIn;
  unit: Codes;
  /** Finite numbers, such as years; a trend is per 1 of them. */
  time: ArrayLike<number>;
  /** 1 or 0, the same in all rows of a unit: competitive or not, say. */
  group: Codes;
}

/** The rows that say something of change: known outcomes of units with two or more of them. */
export interface GroupPanel {
  outcome: Float64Array;
  unit: Int32Array;
  time: Float64Array;
  group: Float64Array;
  /** Units of group 0 and of group 1. */
  units: [group0: number, group1: number];
}

/**
 * Reads a panel of two groups of units.
 *
 * @throws RangeError naming row and value for an outcome or time that is not finite, a group other than 0 or 1, a unit in
 * two groups or twice at one time
 */
export function groupPanel(panel: GroupPanelIn): GroupPanel {
  const length = assertSameLength({ ...panel });
  const units = groupCount('unit', panel.unit);
  const groupOf = new Int8Array(units).fill(-1);
  const known = new Int32Array(units);
  const seen = new Set<string>();
  for (let row = 0; row < length; row += 1) {
    checkRow(panel, row, groupOf, seen);
    if ((panel.outcome[row] ?? null) !== null) known[panel.unit[row] as number] = (known[panel.unit[row] as number] as number) + 1;
  }
  const kept = Uint32Array.from({ length }, (_, row) => row).filter(
    (row) => (panel.outcome[row] ?? null) !== null && (known[panel.unit[row] as number] as number) > 1,
  );
  const inGroup = (group: number) => groupOf.reduce((sum, own, unit) => sum + (own === group && (known[unit] as number) > 1 ? 1 : 0), 0);
  return {
    outcome: Float64Array.from(kept, (row) => panel.outcome[row] as number),
    unit: Int32Array.from(kept, (row) => panel.unit[row] as number),
    time: Float64Array.from(kept, (row) => panel.time[row] as number),
    group: Float64Array.from(kept, (row) => panel.group[row] as number),
    units: [inGroup(0), inGroup(1)],
  };
}

/** Refuses what a row must not say, and keeps what its unit said. */
function checkRow(panel: GroupPanelIn, row: number, groupOf: Int8Array, seen: Set<string>): void {
  const [value, unit, time, group] = [panel.outcome[row] ?? null, panel.unit[row] as number, panel.time[row] as number, panel.group[row] as number];
  if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: outcome must be finite: ${value}`);
  if (!Number.isFinite(time)) throw new RangeError(`row ${row}: time must be finite: ${time}`);
  if (group !== 0 && group !== 1) throw new RangeError(`row ${row}: group must be 0 or 1: ${group}`);
  if (groupOf[unit] !== -1 && groupOf[unit] !== group) throw new RangeError(`row ${row}: unit ${unit} is in two groups: ${groupOf[unit]} and ${group}`);
  groupOf[unit] = group;
  const place = `${unit} ${time}`;
  if (seen.has(place)) throw new RangeError(`row ${row}: unit ${unit} has time ${time} twice`);
  seen.add(place);
}

/** The rows of each unit in order of time, so that units seen at the same times match. */
export function rowsByUnit({ unit, time }: GroupPanel): number[][] {
  const lists = new Map<number, number[]>();
  for (const [row, code] of unit.entries()) {
    const list = lists.get(code);
    if (list === undefined) lists.set(code, [row]);
    else list.push(row);
  }
  return [...lists.values()].map((rows) => rows.sort((a, b) => (time[a] as number) - (time[b] as number)));
}

/** A column less the mean of each unit. */
export function withinUnits(column: Float64Array, unit: Int32Array): Float64Array {
  const units = unit.reduce((most, code) => Math.max(most, code), -1) + 1;
  const [sums, counts] = [new Float64Array(units), new Float64Array(units)];
  for (const [row, code] of unit.entries()) {
    sums[code] = (sums[code] as number) + (column[row] as number);
    counts[code] = (counts[code] as number) + 1;
  }
  return column.map((value, row) => value - (sums[unit[row] as number] as number) / (counts[unit[row] as number] as number));
}
