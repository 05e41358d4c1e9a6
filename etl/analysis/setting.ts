import { characteristics } from '../../data/characteristics.ts';
import type { Row } from '../../data/tables.ts';
import { peerCount, peerSensitivity } from '../../data/yardsticks.ts';
import { at } from '../../stats/column.ts';
import { balance, nearestPeers } from '../../stats/nearest-peers.ts';
import type { LevelSetting } from './references/reference.ts';
import { groupBy } from './table.ts';

/** Systems of one level, in the order of their ids, with what yardsticks may know of them. */
export function settingOf(level: string, rows: readonly Row<'system'>[], markets: readonly Row<'system_market'>[]): LevelSetting {
  const columns = characteristics.map(({ of }) => Float64Array.from(rows, of));
  const types = [...groupBy(markets, ({ definition }) => definition)].map(([definition, group]): [string, string[]] => {
    const byId = new Map(group.map((row) => [row.system_id, row.market_type]));
    return [definition, rows.map(({ system_id }) => byId.get(system_id) ?? 'unclassified')];
  });
  const found = nearestPeers(columns, { k: peerCount });
  const counts = [peerCount, ...peerSensitivity].flatMap((k): [number, Int32Array[]][] => {
    const peers = nearestPeers(columns, { k });
    return peers === null ? [] : [[k, peers.nearest]];
  });
  return {
    level,
    systems: rows.map(({ system_id }) => system_id),
    marketTypes: new Map(types),
    characteristics: columns,
    peers: new Map(counts),
    distance: found?.distance ?? new Float64Array(),
    noGoodPeers: found?.noGoodPeers ?? new Uint8Array(rows.length),
    older: Float64Array.from(rows, ({ share_75_plus }) => share_75_plus),
    deprived: Float64Array.from(rows, ({ share_most_deprived }) => share_most_deprived),
  };
}

/** Peers of every system with their distances, and how like it they are. */
export function peerTables({ level, systems, characteristics: columns, peers, distance, noGoodPeers }: LevelSetting): {
  peer: Row<'peer'>[];
  peer_balance: Row<'peer_balance'>[];
} {
  const nearest = peers.get(peerCount) ?? [];
  return {
    peer: nearest.flatMap((members, unit) =>
      [...members].map((member, place) => ({
        level,
        system_id: systems[unit] ?? '',
        position: place + 1,
        peer_id: systems[member] ?? '',
        distance: distance[unit * systems.length + member] ?? 0,
      })),
    ),
    peer_balance: nearest.flatMap((members, unit) => {
      const { difference, large } = balance(columns, members, unit);
      return characteristics.map(({ id }, c) => {
        const column = columns[c] ?? new Float64Array();
        return {
          level,
          system_id: systems[unit] ?? '',
          characteristic: id,
          own: column[unit] ?? 0,
          peers: members.reduce((sum, member) => sum + (column[member] ?? 0), 0) / members.length,
          difference: at(difference, c) ?? 0,
          unbalanced: large[c] ?? 0,
          no_good_peers: noGoodPeers[unit] ?? 0,
        };
      });
    }),
  };
}
