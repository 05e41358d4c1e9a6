import { at } from '../../../stats/column.ts';
import { superEfficiencies } from '../../../stats/data-envelopment.ts';
import type { FrontierUnits } from '../../../stats/frontier-units.ts';
import { loadSolver } from '../../../stats/linear-program.ts';
import type { LeagueTable } from '../table.ts';
import { type LevelSetting, noReferences, type ReferenceMaker } from './reference.ts';

/** Loaded with the module: linear programs are solved at once from then on. */
export const solver = await loadSolver();

/** One input, what is used; three outputs, the people served: under 75, 75 and over, in the most deprived fifth of areas. */
export function frontierUnits({ observations }: LeagueTable, { older, deprived }: LevelSetting): FrontierUnits {
  const used = observations.map((row) => (row.value === null ? null : row.numerator));
  const people = (share: (place: number) => number) => observations.map((row, place) => (row.value === null ? null : (row.denominator ?? 0) * share(place)));
  return {
    inputs: [used],
    outputs: [people((place) => 1 - (older[place] ?? 0)), people((place) => older[place] ?? 0), people((place) => deprived[place] ?? 0)],
  };
}

export const frontierReason =
  'A frontier is only drawn for yearly measures of how much is used (bed days, emergency admissions): how little could serve the same people.';

/** True for the tables that have a frontier: those of measures that ask for one. */
export const hasFrontier = ({ measure }: LeagueTable): boolean => measure.frontier === true;

/**
 * The least that a mixture of other systems uses to serve at least as many people of each kind: data envelopment with
 * variable returns, input orientation, each system against the others (Andersen and Petersen 1993), times its own value.
 */
export const frontier: ReferenceMaker = {
  id: 'frontier',
  make(table, setting) {
    if (!hasFrontier(table)) return noReferences(table, frontierReason);
    const units = frontierUnits(table, setting);
    const known = table.observations.filter(({ value }) => value !== null).length;
    const needed = 3 * (units.inputs.length + units.outputs.length);
    if (known < needed) return noReferences(table, `Too few systems for a frontier: ${known} of the ${needed} needed.`);
    const efficiency = superEfficiencies(units, { solver, orientation: 'input', returns: 'vrs' });
    const rows = table.observations.map((own, place) => {
      const share = at(efficiency, place);
      if (own.value === null) return { reason: 'There is no value.' };
      if (share === null) return { reason: 'No mixture of other systems serves as many people of each kind: it is beyond comparison.' };
      const value = share * own.value;
      return { value, lower: value, upper: value, variance: 0, units: known - 1, note: share >= 1 ? 'It is itself on the frontier.' : null };
    });
    return { rows, members: known, attainedBy: rows.filter((row) => 'note' in row && row.note !== null).length };
  },
};
