import { characteristicById } from '../../data/characteristics.ts';
import type { Level } from '../../data/editions.ts';
import type { Row } from '../../data/tables.ts';
import { peerCount, peerSensitivity } from '../../data/yardsticks.ts';
import { at } from '../../stats/column.ts';
import { balance, nearestPeers } from '../../stats/nearest-peers.ts';
import type { LevelSetting } from './references/reference.ts';
import { groupBy } from './table.ts';

/** Systems of one level, in the order of their ids, with what yardsticks may know of them. */
export function settingOf(level: SettingLevel, rows: readonly Row<'system'>[], markets: readonly Row<'system_market'>[]): LevelSetting {
  const declared = level.characteristics.flatMap((id) => characteristicById.get(id) ?? []);
  const columns = declared.map(({ of }) => Float64Array.from(rows, (row) => of(row) ?? Number.NaN));
  const types = [...groupBy(markets, ({ definition }) => definition)].map(([definition, group]): [string, string[]] => {
    const byId = new Map(group.map((row) => [row.system_id, row.market_type]));
    return [definition, rows.map(({ system_id }) => byId.get(system_id) ?? 'unclassified')];
  });
  return {
    level: level.id,
    systems: rows.map(({ system_id }) => system_id),
    yardsticks: level.yardsticks,
    contrasted: level.contrasted,
    clusters: level.within === undefined ? null : regionCodes(rows),
    marketTypes: new Map(types),
    characteristicIds: declared.map(({ id }) => id),
    characteristics: columns,
    ...(level.yardsticks.includes('peers')
      ? peersOf(columns, rows.length)
      : { peers: new Map(), distance: new Float64Array(), noGoodPeers: new Uint8Array(rows.length) }),
    older: Float64Array.from(rows, ({ share_75_plus }) => share_75_plus ?? Number.NaN),
    deprived: Float64Array.from(rows, ({ share_most_deprived }) => share_most_deprived ?? Number.NaN),
  };
}

export type SettingLevel = Pick<Level, 'id' | 'characteristics' | 'yardsticks' | 'contrasted' | 'within'>;

/** A code for each region, in the order in which they first occur. */
function regionCodes(rows: readonly Row<'system'>[]): Int32Array {
  const codes = new Map<string, number>();
  return Int32Array.from(rows, ({ region }) => {
    const name = region ?? '';
    if (!codes.has(name)) codes.set(name, codes.size);
    return codes.get(name) ?? 0;
  });
}

function peersOf(columns: readonly Float64Array[], systems: number): Pick<LevelSetting, 'peers' | 'distance' | 'noGoodPeers'> {
  const found = nearestPeers(columns, { k: peerCount });
  const counts = [peerCount, ...peerSensitivity].flatMap((k): [number, Int32Array[]][] => {
    const peers = nearestPeers(columns, { k });
    return peers === null ? [] : [[k, peers.nearest]];
  });
  return { peers: new Map(counts), distance: found?.distance ?? new Float64Array(), noGoodPeers: found?.noGoodPeers ?? new Uint8Array(systems) };
}

/**
 * The setting with the places of a table's rows. Where all systems of the level are listed they are the same; a table of those that
 * report has some of them, in the same order.
 */
export function settingOfRows(setting: LevelSetting, systems: readonly string[]): LevelSetting {
  if (setting.systems.length === systems.length) return setting;
  if (setting.peers.size > 0 || setting.contrasted) throw new Error(`level ${setting.level}: peers and contrasts need a table of all systems`);
  const places = new Map(setting.systems.map((id, place) => [id, place]));
  const kept = systems.map((id) => places.get(id) ?? -1);
  const picked = (column: Float64Array): Float64Array => Float64Array.from(kept, (place) => column[place] ?? Number.NaN);
  return {
    ...setting,
    systems,
    clusters: null,
    marketTypes: new Map([...setting.marketTypes].map(([id, types]) => [id, kept.map((place) => types[place] ?? 'unclassified')])),
    characteristics: setting.characteristics.map(picked),
    noGoodPeers: new Uint8Array(systems.length),
    older: picked(setting.older),
    deprived: picked(setting.deprived),
  };
}

/** Peers of every system with their distances, and how like it they are. */
export function peerTables({ level, systems, characteristicIds, characteristics: columns, peers, distance, noGoodPeers }: LevelSetting): {
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
      return characteristicIds.map((id, c) => {
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
