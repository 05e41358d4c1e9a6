import { marketTypes } from '../../data/markets.ts';
import { yardstickById } from '../../data/yardsticks.ts';
import { address, inForce } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { counted, number, numberOrBlank, percentage } from '../formats/numbers.ts';
import { editionMeta, editionTrail, levelOf, systemOf } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import { publishedLeagueColumns } from '../queries/league-table.ts';
import { type Peer, type PeerBalance, type Spread, selectPeerBalance, selectPeers, selectSpread, selectTrends } from '../queries/system-analysis.ts';
import { type LatestSort, orderLatest, selectLatest } from '../queries/system-measures.ts';
import {
  type Exposure,
  type Predecessor,
  type SystemArea,
  type SystemListRow,
  selectExposure,
  selectPredecessors,
  selectSystem,
  selectSystemAreas,
} from '../queries/systems.ts';
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
}

export const systemPage = definePage({
  name: 'system',
  path: '/:edition/systems/:system',
  parameters: systemParameters,
  load: async (context, query) => {
    const loaded = await loadSystem(context, query);
    const { profile, exposure, predecessors, peers, balance, splits } = loaded;
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
        yardstick_words: yardstickById.get(query.yardstick)?.words ?? query.yardstick,
        sort: query.sort,
        trend_rules: trendRuleSet,
        exposure,
        predecessors,
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
  const [profile, rows, trends, spreads, splits, peers, balance, exposure, predecessors, areas] = await Promise.all([
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
  ]);
  if (profile === null) throw new Error(`no profile of ${id}`);
  const latest = withTrends(orderLatest(rows, sort as LatestSort, measures), trends);
  return { context, query, profile, latest, spreads, splits, peers, balance, exposure, predecessors, areas };
}

function viewOf(loaded: Loaded): object {
  const { context, query, profile, latest, exposure } = loaded;
  const { edition, release } = context;
  const { system_id: id, short_name: name } = profile;
  const { plural } = levelOf(context, profile.level);
  return {
    ...identityOf(context, profile),
    edition: edition.id,
    fields: systemFields(context, query),
    action: `/${edition.id}/systems/${id}#latest`,
    latest: latestView(context, id, latest, query),
    plural,
    ruleSet: trendRuleSet,
    profile: profileView(latest, { spreads: loaded.spreads, measures: declarationsOf(context), yardstick: query.yardstick, name, plural }),
    splits: loaded.splits.map((split) => splitView(context, split, { id, yardstick: query.yardstick })),
    choiceStatement: edition.choiceStatement,
    exposure: exposure.map((row) => exposureCells(context, row)),
    ...peersView(context, loaded.peers, loaded.balance),
    predecessors: loaded.predecessors.map((row) => ({
      ...row,
      within: row.system_id === id ? null : (release.catalogue.systems.find(({ system_id }) => system_id === row.system_id)?.short_name ?? row.system_id),
    })),
    areas: areaCells(loaded),
  };
}

/** Who the system is: names, codes, people, and the systems that it is part of or made of. */
function identityOf(context: EditionContext, profile: SystemListRow): object {
  const { edition, release } = context;
  const parent = release.catalogue.systems.find(({ system_id }) => system_id === profile.parent_id);
  const children = release.catalogue.systems.filter(({ parent_id }) => parent_id === profile.system_id);
  const link = ({ system_id, short_name }: { system_id: string; short_name: string }) => ({ title: short_name, href: `/${edition.id}/systems/${system_id}` });
  return {
    heading: profile.short_name,
    compareHref: address(`/${edition.id}/compare`, { systems: profile.system_id }),
    name: profile.system_name,
    id: profile.system_id,
    onsCode: profile.ons_code,
    level: levelOf(context, profile.level).title,
    parent: parent === undefined ? null : link(parent),
    children: children.map(link),
    people: number(profile.population),
    areaCount: number(profile.areas),
    note: profile.note,
    older: percentage(profile.share_75_plus, 1),
    rural: percentage(profile.share_rural, 0),
    deprived: percentage(profile.share_most_deprived, 0),
  };
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

function areaCells({ context, areas, query }: Loaded): object {
  const known = context.release.catalogue.definitions.find(({ id }) => id === query.definition);
  const counts = marketTypes.map((type) => {
    const within = areas.filter(({ market_type }) => market_type === type);
    return { market: marketCell(type), areas: number(within.length), people: number(within.reduce((sum, { population }) => sum + population, 0)) };
  });
  const districts = [...new Set(areas.map(({ district }) => district))];
  return {
    definition: known?.title ?? query.definition,
    total: counted(areas.length, 'small area', 'small areas'),
    counts,
    districts: districts.map((district) => ({
      district,
      areas: areas
        .filter((area) => area.district === district)
        .map((area) => ({ name: area.name, href: `/${context.edition.id}/areas/${area.area_id}`, market: marketCell(area.market_type) })),
    })),
  };
}
