import { hasValue } from '../table.ts';
import { noReferences, pool, pooledReference, type ReferenceMaker, ratioReason } from './reference.ts';

/** Everyone together, the system itself included. */
export const all: ReferenceMaker = {
  id: 'all',
  make(table) {
    if (table.measure.statistic === 'standardised-ratio') return noReferences(table, ratioReason);
    const members = table.observations.filter(hasValue);
    const reference = pooledReference(table, pool(members), 'No system has a value in this period.');
    return { rows: table.observations.map(() => reference), members: members.length, attainedBy: null };
  },
};
