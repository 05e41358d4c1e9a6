import { at } from '../../stats/column.ts';
import { empiricalBayes } from '../../stats/empirical-bayes.ts';
import { errorOf } from './ranks.ts';
import { fewestSystems, hasValue, type LeagueTable, mostOf, type Observation } from './table.ts';

/** The observations of a table with their shrunken estimates; as they are where fewer than five systems have a value. */
export function withShrunken(table: LeagueTable): Observation[] {
  const { observations, measure } = table;
  const estimate = observations.map(({ value }) => value);
  const standardError = observations.map((row) => (hasValue(row) && errorOf(row) > 0 ? errorOf(row) : null));
  if (standardError.filter((error) => error !== null).length < fewestSystems) return [...observations];
  const { shrunken, lower, upper } = empiricalBayes({ estimate, standardError }, { method: 'PM' });
  const most = mostOf(measure);
  const cut = (value: number | null): number | null => (value === null ? null : Math.min(most, Math.max(0, value)));
  return observations.map((row, place) => ({
    ...row,
    shrunken: at(shrunken, place),
    shrunken_lower: cut(at(lower, place)),
    shrunken_upper: cut(at(upper, place)),
  }));
}
