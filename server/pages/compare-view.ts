import type { domains } from '../../data/measure.ts';
import { yardstickById, yardsticks } from '../../data/yardsticks.ts';
import { address, type FilterField, filterField, withChoices } from '../filters.ts';
import { type FigureCells, figureCells, marketCell } from '../formats/cells.ts';
import { labelAt, listed } from '../formats/comparison-words.ts';
import { counted, difference, differenceInterval, number, numberOrBlank, percentageOrBlank, probability } from '../formats/numbers.ts';
import { domainTitle, polarityInShort, sentenceCase } from '../formats/words.ts';
import { systemsAt } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { isPlaced, type LevelRow, type SystemRow, yardsticksOf } from '../queries/catalogue.ts';
import type { ComparedMeasure, ComparedRow, SystemPair } from '../queries/compare.ts';
import type { SystemListRow } from '../queries/systems.ts';
import { type CompareQuery, mostCompared, mostListed } from './compare-query.ts';

/** The measures of one domain. */
export interface Section {
  domain: (typeof domains)[number];
  measures: readonly ComparedMeasure[];
}

/** Measures by domain, judged ones first: within a domain and its families, and in the order of the domains. */
export function inSections(compared: readonly ComparedMeasure[]): Section[] {
  const judged = ({ declaration }: ComparedMeasure): boolean => declaration.polarity !== 'no-judgement';
  const ordered = [...compared.filter(judged), ...compared.filter((one) => !judged(one))];
  const found = [...new Set(ordered.map(({ declaration }) => declaration.domain))];
  return found.map((domain) => {
    const within = ordered.filter(({ declaration }) => declaration.domain === domain);
    return { domain, measures: familiesOf(within).flatMap(({ measures }) => measures) };
  });
}

function familiesOf(measures: readonly ComparedMeasure[]): { family: string; measures: ComparedMeasure[] }[] {
  const families = [...new Set(measures.map(({ declaration }) => declaration.family))];
  return families.map((family) => ({ family, measures: measures.filter(({ declaration }) => declaration.family === family) }));
}

export interface LoadedComparison {
  context: EditionContext;
  query: CompareQuery;
  /** In the order of the address. */
  chosen: readonly SystemRow[];
  level: LevelRow;
  sections: readonly Section[];
  profiles: readonly SystemListRow[];
}

export function compareFields({ release }: EditionContext, query: CompareQuery, level: string): FilterField[] {
  const { definitions } = release.catalogue;
  const known = yardsticksOf(release.catalogue, { level });
  return withChoices([
    filterField({
      name: 'yardstick',
      label: 'Position and rank compared with',
      values: known.map(({ id }) => id),
      selected: query.yardstick,
      title: (id) => yardsticks.find((one) => one.id === id)?.title ?? id,
    }),
    filterField({
      name: 'definition',
      label: 'Market definition',
      values: definitions.map(({ id }) => id),
      selected: query.definition,
      title: (id) => definitions.find((one) => one.id === id)?.title ?? id,
    }),
  ]);
}

/** True of a level with more systems than a box can list. */
const isLong = (context: EditionContext, level: string): boolean => systemsAt(context, level) > mostListed;

/** Where systems of a level are searched: each of them has a link that puts it into a comparison. */
const searchHref = ({ edition }: EditionContext, level: string, chosen: readonly SystemRow[] = []): string =>
  address(`/${edition.id}/systems`, { level, compare: chosen.map(({ system_id }) => system_id).join(',') }).replaceAll('%2C', ',');

/** Boxes for up to five systems of a level; those chosen are filled in. */
function systemBoxes(context: EditionContext, level: string, chosen: readonly SystemRow[]): object[] {
  const { systems } = context.release.catalogue;
  const offered = isLong(context, level) ? chosen : systems.filter((system) => system.level === level);
  const listedSystems = [...offered].sort((a, b) => a.short_name.localeCompare(b.short_name, 'en-GB'));
  return Array.from({ length: isLong(context, level) ? chosen.length : mostCompared }, (_, place) => ({
    id: `systems-${level}-${place + 1}`,
    label: `System ${labelAt(place)}`,
    options: listedSystems.map(({ system_id, short_name }) => ({ value: system_id, title: short_name, selected: chosen[place]?.system_id === system_id })),
  }));
}

/** Nothing is chosen yet: a form for each level. */
export function emptyView(context: EditionContext): object {
  const { edition, release } = context;
  return {
    heading: 'Compare systems',
    action: `/${edition.id}/compare`,
    systemsHref: `/${edition.id}/systems`,
    choiceStatement: edition.choiceStatement,
    chosen: null,
    forms: release.catalogue.levels
      .filter(({ level }) => systemsAt(context, level) > 1)
      .map(({ level, plural }) => ({
        level,
        title: sentenceCase(plural),
        boxes: systemBoxes(context, level, []),
        search: isLong(context, level)
          ? {
              href: searchHref(context, level),
              words: `${number(systemsAt(context, level))} ${plural} are too many for a list: search for one, then for others to set beside it`,
            }
          : null,
      })),
  };
}

export function chosenView(loaded: LoadedComparison): object {
  const { context, query, chosen, level } = loaded;
  const { edition } = context;
  return {
    heading: 'Compare systems',
    action: `/${edition.id}/compare`,
    systemsHref: `/${edition.id}/systems`,
    forms: [],
    chosen: {
      level: chosen.length === 1 ? level.title : level.plural,
      names: listed(chosen.map(({ short_name }) => short_name)),
      alone: chosen.length === 1,
      boxes: systemBoxes(context, level.level, chosen),
      search:
        chosen.length < mostCompared && isLong(context, level.level)
          ? {
              href: searchHref(context, level.level, chosen),
              words: `Search for another of the ${level.plural} to set beside ${chosen.length === 1 ? 'it' : 'them'}`,
            }
          : null,
      fields: compareFields(context, query, level.level),
      comparedWith: yardstickById.get(query.yardstick)?.words ?? query.yardstick,
      choiceStatement: edition.choiceStatement,
      summary: summaryOf(loaded),
      people: peopleOf(loaded),
      known: knownOf(loaded),
      heads: chosen.map((system, place) => ({ label: labelAt(place), name: system.short_name, href: `/${edition.id}/systems/${system.system_id}` })),
      systems: chosen.length,
      sections: loaded.sections.map((section) => sectionView(loaded, section)),
    },
  };
}

/** How much can be told apart at all; never a count of who is ahead, as measures overlap. */
function summaryOf({ sections, chosen }: LoadedComparison): string {
  const tested = sections.flatMap(({ measures }) => measures).filter(({ pairs }) => pairs.length > 0);
  if (tested.length === 0) return 'There is no measure on which these systems can be tested against each other.';
  const apart = tested.filter(({ rows }) => rows.some(({ told_apart_from }) => told_apart_from !== ''));
  const whom = chosen.length === 2 ? 'the two can be told apart' : 'at least two of them can be told apart';
  return `On ${number(apart.length)} of ${counted(tested.length, 'measure', 'measures')} ${whom}; on the others there is no clear difference.`;
}

function peopleOf({ chosen, profiles }: LoadedComparison): object[] {
  return chosen.flatMap(({ system_id }, place) => {
    const profile = profiles.find((row) => row.system_id === system_id);
    if (profile === undefined) return [];
    return [
      {
        label: labelAt(place),
        id: system_id,
        name: profile.short_name,
        market: marketCell(profile.market_type),
        people: numberOrBlank(profile.population),
        older: percentageOrBlank(profile.share_75_plus, 1),
        over65: percentageOrBlank(profile.share_65_plus, 1),
        rural: percentageOrBlank(profile.share_rural),
        deprived: percentageOrBlank(profile.share_most_deprived),
        note: profile.note,
      },
    ];
  });
}

/** Which characteristics are known of any of them: the others have no column. */
function knownOf({ context, level, query, profiles }: LoadedComparison): object {
  const some = (of: (row: SystemListRow) => number | null): boolean => profiles.some((row) => of(row) !== null);
  const older = some((row) => row.share_75_plus);
  const columns = {
    market: isPlaced(context.release.catalogue, { level: level.level, definition: query.definition }),
    people: some((row) => row.population),
    older,
    over65: !older && some((row) => row.share_65_plus),
    rural: some((row) => row.share_rural),
    deprived: some((row) => row.share_most_deprived),
  };
  const present = Object.values(columns).filter(Boolean).length;
  return { ...columns, any: present > 0, columns: 1 + present };
}

function sectionView(loaded: LoadedComparison, { domain, measures }: Section): object {
  const families = familiesOf(measures);
  return {
    id: domain,
    title: domainTitle(domain),
    caption: `${domainTitle(domain)}: latest value of ${counted(measures.length, 'measure', 'measures')}`,
    // A heading over all measures, or over each single one, would say nothing.
    groups: (families.length === 1 || families.length === measures.length ? [{ family: null, measures }] : families).map(({ family, measures }, place) => ({
      family: family === null ? null : sentenceCase(family),
      first: place === 0,
      measures: measures.map((one) => measureView(loaded, one)),
    })),
  };
}

interface SystemCell extends FigureCells {
  label: string;
  href: string;
}

function measureView({ context, level, chosen }: LoadedComparison, { declaration, rows, pairs }: ComparedMeasure): object {
  const { edition } = context;
  const cellOf = (row: ComparedRow): SystemCell => ({
    label: row.label,
    href: `/${edition.id}/systems/${row.system_id}/measures/${row.measure_id}`,
    ...figureCells(row, declaration),
  });
  const label = (id: string): string => labelAt(chosen.findIndex(({ system_id }) => system_id === id));
  return {
    id: declaration.id,
    title: declaration.shortTitle,
    href: `/${edition.id}/measures/${declaration.id}`,
    tableHref: address(`/${edition.id}/league-tables/${declaration.id}`, { level: level.level }),
    period: rows[0]?.period ?? '',
    unit: declaration.shortUnit,
    polarity: polarityInShort(declaration.polarity),
    // A system without a row on the measure has an empty cell.
    cells: chosen.map(({ system_id }) => rows.find((row) => row.system_id === system_id)).map((row) => (row === undefined ? null : cellOf(row))),
    words: rows[0]?.comparison_words ?? '',
    pairs: pairs.map((pair) => pairView(pair, declaration.decimals, label)),
  };
}

const pairView = (pair: SystemPair, decimals: number, label: (id: string) => string): object => ({
  pair: `${label(pair.system_id)} less ${label(pair.other_id)}`,
  difference: difference(pair.difference, decimals),
  interval: differenceInterval(pair.lower, pair.upper, decimals),
  adjusted: probability(pair.p_adjusted),
});
