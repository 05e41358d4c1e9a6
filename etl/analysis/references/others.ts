import { estimate } from '../observe.ts';
import { hasValue, type LeagueTable } from '../table.ts';
import { poolOfOthers, type Reference, type ReferenceMaker } from './reference.ts';

const none = 'No other system has a value in this period.';

/**
 * All other systems, pooled (Shleifer 1985). Of a standardised ratio the yardstick is 100 by construction: the others
 * have as many events as their own rates make one expect; its uncertainty is that of their count.
 */
export const others: ReferenceMaker = {
  id: 'others',
  make(table) {
    const members = table.observations.filter(hasValue);
    const rows = poolOfOthers(table, members, none);
    return { rows: table.measure.statistic === 'standardised-ratio' ? asRatio(table, rows) : rows, members: members.length, attainedBy: null };
  },
};

function asRatio(table: LeagueTable, rows: ReturnType<typeof poolOfOthers>): ReturnType<typeof poolOfOthers> {
  const { multiplier } = table.measure;
  const events = table.observations.reduce((sum, row) => sum + (hasValue(row) ? row.numerator : 0), 0);
  return rows.map((row, place) => {
    if ('reason' in row) return row;
    const own = table.observations[place];
    const ofOthers = events - (hasValue(own) ? own.numerator : 0);
    if (ofOthers <= 0) return { reason: none };
    const { lower, upper } = estimate(table.measure, ofOthers, ofOthers, table.phi);
    const reference: Reference = { ...row, value: multiplier, lower, upper, variance: (table.phi * multiplier ** 2) / ofOthers };
    return reference;
  });
}
