import { marketTypes } from '../../data/markets.ts';
import { defaultYardstick } from '../../data/yardsticks.ts';
import { address } from '../filters.ts';
import { figureCells, marketCell } from '../formats/cells.ts';
import { counted, number, numberOrBlank, percentage } from '../formats/numbers.ts';
import { domainTitle, polarityInShort } from '../formats/words.ts';
import { definitionParameter, editionMeta, editionTrail, levelOf, systemOf } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import { type LeagueRow, leagueColumns } from '../queries/league-table.ts';
import { selectLatest } from '../queries/system-measures.ts';
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

interface Loaded {
  context: EditionContext;
  profile: SystemListRow;
  latest: readonly LeagueRow[];
  exposure: readonly Exposure[];
  predecessors: readonly Predecessor[];
  areas: readonly SystemArea[];
  definition: string;
}

export const systemPage = definePage({
  name: 'system',
  path: '/:edition/systems/:system',
  parameters: (context) => ({ definition: definitionParameter(context) }),
  load: async (context, { definition }) => {
    const { release, edition } = context;
    const { system_id: id, level, name } = await systemOf(context);
    const [profile, latest, exposure, predecessors, areas] = await Promise.all([
      selectSystem(release.warehouse, { id, level, definition }),
      selectLatest(release.warehouse, { id, level, definition, yardstick: defaultYardstick, release: release.id }),
      selectExposure(release.warehouse, { id, level }),
      selectPredecessors(release.warehouse, id),
      selectSystemAreas(release.warehouse, { id, level, definition }),
    ]);
    if (profile === null) throw new Error(`no profile of ${id}`);
    return {
      title: name,
      columns: leagueColumns,
      rows: latest,
      meta: { ...editionMeta(context), system: profile, definition, exposure, predecessors },
      trail: editionTrail(context, { title: 'Systems', href: `/${edition.id}/systems` }),
      view: () => viewOf({ context, profile, latest, exposure, predecessors, areas, definition }),
    };
  },
});

function viewOf(loaded: Loaded): object {
  const { context, profile, exposure, predecessors } = loaded;
  const { edition, release } = context;
  const parent = release.catalogue.systems.find(({ system_id }) => system_id === profile.parent_id);
  const children = release.catalogue.systems.filter(({ parent_id }) => parent_id === profile.system_id);
  const link = ({ system_id, short_name }: { system_id: string; short_name: string }) => ({ title: short_name, href: `/${edition.id}/systems/${system_id}` });
  return {
    heading: profile.short_name,
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
    choiceStatement: edition.choiceStatement,
    exposure: exposure.map((row) => exposureCells(context, row)),
    predecessors: predecessors.map((row) => ({
      ...row,
      within:
        row.system_id === profile.system_id
          ? null
          : (release.catalogue.systems.find(({ system_id }) => system_id === row.system_id)?.short_name ?? row.system_id),
    })),
    families: familiesOf(loaded),
    areas: areaCells(loaded),
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

/** Measures under their domain and family, in the order of the registry. */
function familiesOf(loaded: Loaded): object[] {
  const cells = measureCells(loaded);
  const families = [...new Set(cells.map(({ family }) => family))];
  return families.map((family) => ({ family, measures: cells.filter((cell) => cell.family === family) }));
}

function measureCells({ context, latest, profile }: Loaded): { family: string }[] {
  const { edition, release } = context;
  return latest.flatMap((row) => {
    const declaration = release.catalogue.measures.get(row.measure_id)?.declaration;
    if (declaration === undefined) return [];
    return [
      {
        title: declaration.shortTitle,
        href: `/${edition.id}/systems/${profile.system_id}/measures/${row.measure_id}`,
        family: `${domainTitle(declaration.domain)}: ${declaration.family}`,
        polarity: polarityInShort(declaration.polarity),
        unit: declaration.shortUnit,
        period: row.period,
        tableHref: address(`/${edition.id}/league-tables/${row.measure_id}`, { level: row.level }),
        ...figureCells(row, declaration),
      },
    ];
  });
}

function areaCells({ context, areas, definition }: Loaded): object {
  const known = context.release.catalogue.definitions.find(({ id }) => id === definition);
  const counts = marketTypes.map((type) => {
    const within = areas.filter(({ market_type }) => market_type === type);
    return { market: marketCell(type), areas: number(within.length), people: number(within.reduce((sum, { population }) => sum + population, 0)) };
  });
  const districts = [...new Set(areas.map(({ district }) => district))];
  return {
    definition: known?.title ?? definition,
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
