import { address, inForce } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { yardstickWords } from '../formats/league-words.ts';
import { numberOrBlank, percentage } from '../formats/numbers.ts';
import { editionMeta, editionTrail, levelOf, systemOf } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import { publishedLeagueColumns } from '../queries/league-table.ts';
import { type Peer, type PeerBalance, type Spread, selectPeerBalance, selectPeers, selectSpread, selectTrends } from '../queries/system-analysis.ts';
import { type LatestSort, orderLatest, selectLatest } from '../queries/system-measures.ts';
import {
  type Exposure,
  type OtherName,
  type Predecessor,
  type SystemArea,
  type SystemListRow,
  selectExposure,
  selectOtherNames,
  selectPredecessors,
  selectSystem,
  selectSystemAreas,
} from '../queries/systems.ts';
import { areasView } from './system-areas.ts';
import { identityView } from './system-identity.ts';
import { declarationsOf, latestView, type SystemQuery, systemFields, systemParameters } from './system-latest.ts';
import { peersView } from './system-peers.ts';
import { profileView } from './system-profile.ts';
import { type LoadedSplit, loadSplits, splitView } from './system-split.ts';
import { type TrendingRow, trendColumns, trendRuleSet, withTrends } from './system-trend.ts';

interface Loaded {
  context: EditionContext;
  query: SystemQuery;
  profile: SystemListRow;
  latest: readonly TrendingRow[];
  spreads: readonly Spread[];
  splits: readonly LoadedSplit[];
  peers: readonly Peer[];
  balance: readonly PeerBalance[];
  exposure: readonly Exposure[];
  predecessors: readonly Predecessor[];
  areas: readonly SystemArea[];
  names: readonly OtherName[];
}

export const systemPage = definePage({
  name: 'system',
  path: '/:edition/systems/:system',
  parameters: systemParameters,
  load: async (context, query) => {
    const loaded = await loadSystem(context, query);
    const { profile, exposure, predecessors, peers, balance, splits, names } = loaded;
    return {
      title: profile.system_name,
      columns: { ...publishedLeagueColumns, ...trendColumns },
      rows: loaded.latest,
      meta: {
        ...editionMeta(context),
        system: profile,
        level: profile.level,
        definition: query.definition,
        yardstick: query.yardstick,
        yardstick_words: yardstickWords(query.yardstick).words,
        sort: query.sort,
        trend_rules: trendRuleSet,
        exposure,
        predecessors,
        names,
        peers,
        peer_balance: balance,
        splits: splits.map(({ measure, period, rows }) => ({ measure: measure.id, factors: measure.factors, period, rows })),
      },
      trail: editionTrail(context, { title: 'Systems', href: `/${context.edition.id}/systems` }),
      filters: inForce(systemFields(context, query)),
      view: () => viewOf(loaded),
    };
  },
});

async function loadSystem(context: EditionContext, query: SystemQuery): Promise<Loaded> {
  const { id: release, warehouse } = context.release;
  const { system_id: id, level } = await systemOf(context);
  const { definition, yardstick, sort } = query;
  const measures = declarationsOf(context);
  const [profile, rows, trends, spreads, splits, peers, balance, exposure, predecessors, areas, names] = await Promise.all([
    selectSystem(warehouse, { id, level, definition }),
    selectLatest(warehouse, { id, level, definition, yardstick, release }, measures),
    selectTrends(warehouse, { id, level }),
    selectSpread(warehouse, level),
    loadSplits(context, { id, level, definition }),
    selectPeers(warehouse, { id, level, definition }),
    selectPeerBalance(warehouse, { id, level }),
    selectExposure(warehouse, { id, level }),
    selectPredecessors(warehouse, id),
    selectSystemAreas(warehouse, { id, level, definition }),
    selectOtherNames(warehouse, { id, level }),
  ]);
  if (profile === null) throw new Error(`no profile of ${id}`);
  const latest = withTrends(orderLatest(rows, sort as LatestSort, measures), trends);
  return { context, query, profile, latest, spreads, splits, peers, balance, exposure, predecessors, areas, names };
}

function viewOf(loaded: Loaded): object {
  const { context, query, profile, latest, exposure } = loaded;
  const { edition, release } = context;
  const { system_id: id, short_name: name } = profile;
  const { plural } = levelOf(context, profile.level);
  return {
    ...identityView(context, profile, loaded.names),
    edition: edition.id,
    fields: systemFields(context, query),
    action: `/${edition.id}/systems/${id}#latest`,
    latest: latest.length === 0 ? null : latestView(context, id, latest, query),
    empty: latest.length === 0 ? emptyWords(context, profile) : null,
    plural,
    ruleSet: trendRuleSet,
    profile: profileView(latest, { spreads: loaded.spreads, measures: declarationsOf(context), yardstick: query.yardstick, name, plural }),
    splits: loaded.splits.map((split) => splitView(context, split, { id, yardstick: query.yardstick })),
    choiceStatement: edition.choiceStatement,
    exposure: exposure.map((row) => exposureCells(context, row)),
    ...peersView(context, { level: profile.level, peers: loaded.peers, balance: loaded.balance }),
    predecessors: loaded.predecessors.map((row) => ({
      ...row,
      within: row.system_id === id ? null : (release.catalogue.systems.find(({ system_id }) => system_id === row.system_id)?.short_name ?? row.system_id),
    })),
    areas: areasView(context, loaded.areas, { definition: query.definition }),
  };
}

/** Why a system has no figures, as far as the release knows. */
function emptyWords(context: EditionContext, { level }: SystemListRow): string {
  const { plural } = levelOf(context, level);
  const measured = [...context.release.catalogue.measures.values()].some(({ periods }) => periods.has(level));
  return measured
    ? `No figures of this system are in the data: the measures of ${plural} have none of it in any period of this release.`
    : `No figures of this system are in the data: no measure of this release is made for ${plural}.`;
}

function exposureCells({ edition, release }: EditionContext, row: Exposure): object {
  const known = release.catalogue.definitions.find(({ id }) => id === row.definition);
  return {
    title: known?.title ?? row.definition,
    href: address(`/${edition.id}/markets`, { definition: row.definition }),
    market: marketCell(row.market_type),
    shares: [row.share_competitive, row.share_limited, row.share_monopoly, row.share_unclassified].map((share) => percentage(share, 0)),
    hhi: numberOrBlank(row.hhi),
  };
}
