import { hasValue } from '../table.ts';
import { noReferences, type ReferenceMaker, ratioReason } from './reference.ts';

/** The value that a quarter of the systems attain: that of an actual system, the last of the best quarter. */
export const upperQuartile: ReferenceMaker = {
  id: 'upper-quartile',
  make(table) {
    const { measure } = table;
    if (measure.statistic === 'standardised-ratio') return noReferences(table, ratioReason);
    if (measure.polarity === 'no-judgement') return noReferences(table, 'This measure has no better end, so no best quarter.');
    const sign = measure.polarity === 'lower-is-better' ? 1 : -1;
    const sorted = table.observations.filter(hasValue).sort((a, b) => sign * (a.value - b.value));
    const last = sorted[Math.ceil(sorted.length / 4) - 1];
    if (last === undefined) return noReferences(table, 'No system has a value in this period.');
    const { value, lower, upper } = last;
    const reference = { value, lower, upper, variance: 0, units: sorted.length, note: null };
    return {
      rows: table.observations.map(() => reference),
      members: sorted.length,
      attainedBy: sorted.filter((row) => sign * (row.value - value) <= 0).length,
    };
  },
};
