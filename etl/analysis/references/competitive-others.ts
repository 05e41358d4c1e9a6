import { hasValue, type Valued } from '../table.ts';
import { noReferences, poolOfOthers, type ReferenceMaker, ratioReason } from './reference.ts';

/** The other systems whose residents have a choice, pooled: the shadow competitor of a system with no rival. */
export const competitiveOthers: ReferenceMaker = {
  id: 'competitive-others',
  make(table, { marketTypes }, definition) {
    if (table.measure.statistic === 'standardised-ratio') return noReferences(table, ratioReason);
    const types = marketTypes.get(definition) ?? [];
    const members = table.observations.filter((row, place): row is Valued => types[place] === 'competitive' && hasValue(row));
    const rows = poolOfOthers(table, members, 'No other system of this level is of market type “competitive” and has a value in this period.');
    return { rows, members: members.length, attainedBy: null };
  },
};
