import { type Codes, groupCount } from './codes.ts';
import { assertSameLength, type NumbersIn } from './column.ts';
import { independentColumns } from './independent-columns.ts';
import { dot } from './linear-algebra.ts';

/** One place a row: an option that people of an area may choose. */
export interface ChoicesIn {
  area: Codes;
  /** People of the area who chose the option, at least 0; null: not known, and the area is not used. */
  choosers: NumbersIn;
  /** Columns of attributes, such as travel minutes; null: not known, and the option is not in the choice. */
  attributes: readonly NumbersIn[];
}

/** Choices as the likelihood needs them. */
export interface ChoiceSets {
  rows: number;
  /** Rows of each area that are in its choice. */
  areas: number[][];
  /** 1 for areas whose choices are used: all known, and of one person or more. */
  used: Uint8Array;
  /** 1 for rows that are in the choice. */
  chosen: Uint8Array;
  count: Float64Array;
  /** Less the area's mean: a constant of an area changes no choice. */
  attributes: Float64Array[];
  choosers: number;
  choosersLeftOut: number;
}

/**
 * Reads choices by area and option.
 *
 * @throws RangeError naming row and value for what is not finite, a count below 0 or a code that is not one; naming the
 * attribute that does not vary within areas or that those before it explain there; when nobody had a choice
 */
export function choiceSets({ area, choosers, attributes }: ChoicesIn): ChoiceSets {
  const rows = assertSameLength({ area, choosers, ...Object.fromEntries(attributes.map((column, k) => [`attribute ${k}`, column])) });
  const groups = groupCount('area', area);
  if (attributes.length === 0) throw new RangeError('there must be an attribute');
  const areas: number[][] = Array.from({ length: groups }, () => []);
  const [chosen, count, unknown] = [new Uint8Array(rows), new Float64Array(rows), new Uint8Array(groups)];
  let choosersLeftOut = 0;
  for (let row = 0; row < rows; row += 1) {
    const number = checked(row, 'choosers', choosers[row] ?? null);
    if (number !== null && number < 0) throw new RangeError(`row ${row}: choosers must be at least 0: ${number}`);
    const known = attributes.map((column, k) => checked(row, `attribute ${k}`, column[row] ?? null)).every((value) => value !== null);
    if (!known) choosersLeftOut += number ?? 0;
    else {
      chosen[row] = 1;
      count[row] = number ?? 0;
      areas[area[row] as number]?.push(row);
      if (number === null) unknown[area[row] as number] = 1;
    }
  }
  const people = areas.map((list) => list.reduce((sum, row) => sum + (count[row] as number), 0));
  const used = Uint8Array.from(areas, (list, code) => (unknown[code] === 0 && list.length > 1 && (people[code] as number) > 0 ? 1 : 0));
  const centred = attributes.map((column) => centredOn(column, areas, rows));
  refuseCollinear(
    centred,
    areas.filter((_, code) => used[code] === 1),
    attributes,
  );
  return {
    rows,
    areas,
    used,
    chosen,
    count,
    attributes: centred,
    choosers: people.reduce((sum, number, code) => sum + (used[code] === 1 ? number : 0), 0),
    choosersLeftOut,
  };
}

function checked(row: number, name: string, value: number | null): number | null {
  if (value !== null && !Number.isFinite(value)) throw new RangeError(`row ${row}: ${name} must be finite: ${value}`);
  return value;
}

/** A column less its mean over the options of each area; 0 where a row is in no choice. */
function centredOn(column: NumbersIn, areas: readonly (readonly number[])[], rows: number): Float64Array {
  const result = new Float64Array(rows);
  for (const list of areas) {
    const mean = list.reduce((sum, row) => sum + (column[row] as number), 0) / list.length;
    for (const row of list) result[row] = (column[row] as number) - mean;
  }
  return result;
}

function refuseCollinear(centred: readonly Float64Array[], used: readonly (readonly number[])[], attributes: readonly NumbersIn[]): void {
  const rows = used.flat();
  if (rows.length === 0) throw new RangeError('nobody had a choice: no area with two options or more has known choosers');
  const columns = centred.map((column) => Float64Array.from(rows, (row) => column[row] as number));
  const lengths = attributes.map((column) => {
    const whole = Float64Array.from(rows, (row) => column[row] as number);
    return Math.sqrt(dot(whole, whole));
  });
  const kept = new Set(independentColumns(columns, lengths));
  const dropped = [...columns.keys()].find((k) => !kept.has(k));
  if (dropped !== undefined) throw new RangeError(`attribute ${dropped} does not vary within areas beside those before it (collinear)`);
}
