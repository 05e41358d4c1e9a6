import type { Row } from '../../data/tables.ts';
import { peerSensitivity, type Yardstick, yardsticks } from '../../data/yardsticks.ts';
import { differenceInterval } from '../../stats/difference.ts';
import { anyDefinition, compareTable, ranksByValue } from './compare.ts';
import { compareAsPublished } from './published.ts';
import { poolOfPeers } from './references/peers.ts';
import type { LevelSetting } from './references/reference.ts';
import { referenceMakers } from './references/registry.ts';
import { hasValue, type LeagueTable } from './table.ts';

export interface ComparedTable {
  comparison: Row<'comparison'>[];
  league: Row<'league'>[];
}

/** A table against every yardstick of its level, and under every market definition those that depend on one. */
export function compareAll(table: LeagueTable, setting: LevelSetting): ComparedTable {
  if (table.measure.statistic === 'published') return compareAsPublished(table, setting);
  const byValue = ranksByValue(table);
  const compared = yardsticks
    .filter(({ id }) => setting.yardsticks.includes(id))
    .flatMap((yardstick) =>
      definitionsFor(yardstick, setting).flatMap((definition) => {
        const references = referenceMakers.get(yardstick.id)?.make(table, setting, definition);
        return references === undefined ? [] : [compareTable({ table, yardstick, definition, setting, references, byValue })];
      }),
    );
  return {
    // Where a yardstick cannot be made for any system, its row in `league` says why: there is nothing to say of each.
    comparison: compared.flatMap(({ rows }) => (rows.some(({ yardstick_value }) => yardstick_value !== null) ? rows : [])),
    league: compared.map(({ league }) => league),
  };
}

const definitionsFor = ({ byDefinition }: Yardstick, { marketTypes }: LevelSetting): string[] => (byDefinition ? [...marketTypes.keys()] : [anyDefinition]);

/** The gap to fewer and to more nearest peers than the yardstick takes. */
export function sensitivityToPeers(table: LeagueTable, setting: LevelSetting): Row<'peer_sensitivity'>[] {
  if (table.measure.statistic === 'standardised-ratio') return [];
  return peerSensitivity.flatMap((peers) => {
    const nearest = setting.peers.get(peers);
    if (nearest === undefined) return [];
    const references = poolOfPeers(table, nearest);
    return table.observations.flatMap((own, place) => {
      const reference = references[place];
      if (!hasValue(own) || reference === undefined || 'reason' in reference) return [];
      const { measure_id, level, system_id, period } = own;
      const gap = differenceInterval(own, reference);
      return [{ measure_id, level, system_id, period, peers, yardstick_value: reference.value, gap: gap.value, gap_lower: gap.lower, gap_upper: gap.upper }];
    });
  });
}
