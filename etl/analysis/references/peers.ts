import { peerCount } from '../../../data/yardsticks.ts';
import { hasValue, type LeagueTable } from '../table.ts';
import { type LevelSetting, type NoReference, noReferences, pool, pooledReference, type Reference, type ReferenceMaker, ratioReason } from './reference.ts';

/** Fewer of its peers than this with a value make no yardstick. */
const fewestPeers = 3;

/** The nearest so many others with a value, pooled; one a row. */
export function poolOfPeers(table: LeagueTable, nearest: readonly Int32Array[], noGoodPeers?: Uint8Array): (Reference | NoReference)[] {
  return table.observations.map((_, place) => {
    const peers = nearest[place] ?? new Int32Array();
    const members = [...peers].map((peer) => table.observations[peer]).filter(hasValue);
    if (members.length < fewestPeers) return { reason: `Only ${members.length} of its ${peers.length} peers have a value in this period.` };
    const notes = [
      ...(noGoodPeers?.[place] === 1 ? ['It has no good peers: even the nearest are unlike it. Read this comparison with care.'] : []),
      ...(members.length < peers.length ? [`${members.length} of its ${peers.length} peers have a value in this period.`] : []),
    ];
    return pooledReference(table, pool(members), 'Its peers have no value in this period.', notes.length === 0 ? null : notes.join(' '));
  });
}

/** The ten systems most like each in who its people are and where they live. */
export const peers: ReferenceMaker = {
  id: 'peers',
  make(table, setting: LevelSetting) {
    if (table.measure.statistic === 'standardised-ratio') return noReferences(table, ratioReason);
    const nearest = setting.peers.get(peerCount);
    if (nearest === undefined) return noReferences(table, `There are too few systems to find ${peerCount} peers for each.`);
    return { rows: poolOfPeers(table, nearest, setting.noGoodPeers), members: null, attainedBy: null };
  },
};
