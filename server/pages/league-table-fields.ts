import { type FilterField, filterField, withChoices } from '../filters.ts';
import { lacksCounts, yardstickWords } from '../formats/league-words.ts';
import { periodKindTitle, sentenceCase } from '../formats/words.ts';
import { periodOf, periodsOf } from '../lookup.ts';
import { isPlaced, yardsticksOf } from '../queries/catalogue.ts';
import type { Sort } from '../queries/league-table.ts';
import type { LoadedTable } from './league-table-view.ts';

const sortWords: Record<Sort, string> = {
  band: 'tie band, then name',
  value: 'value, better end first',
  '-value': 'value, better end last',
  name: 'name, A to Z',
  '-name': 'name, Z to A',
  market: 'market type',
  denominator: 'denominator, smallest first',
  '-denominator': 'denominator, largest first',
  gap: 'gap, lowest first',
  '-gap': 'gap, highest first',
};

function sortTitle(sort: Sort, { judged, ranked }: { judged: boolean; ranked: boolean }): string {
  if (sort === 'band' && !ranked) return 'those with a value first, then name';
  if (judged || !sort.endsWith('value')) return sortWords[sort];
  return sort === 'value' ? 'value, lowest first' : 'value, highest first';
}

type Choice = Parameters<typeof filterField>[0];

/** The form's choices: what this level and measure have. Periods newest first, each kind under its own heading. */
export function leagueFields(loaded: LoadedTable): FilterField[] {
  const { context, measure, query, parameters } = loaded;
  const { levels, definitions } = context.release.catalogue;
  const values = (name: string): readonly string[] => parameters[name]?.accepted ?? [];
  return withChoices(
    [
      {
        name: 'level',
        label: 'Level',
        values: values('level'),
        selected: query.level,
        title: (value: string) => sentenceCase(levels.find(({ level }) => level === value)?.plural ?? value),
      },
      {
        name: 'period',
        label: 'Period',
        values: periodsOf(measure, query.level),
        selected: query.period,
        title: (value: string) => periodOf(context, value).title,
        group: (value: string) => periodKindTitle(periodOf(context, value).kind),
      },
      ...marketChoices(loaded, values('market')),
      {
        name: 'definition',
        label: 'Market definition',
        // Without market types at the level it changes nothing.
        values: isPlaced(context.release.catalogue, query) || measure.periods.size > 1 ? values('definition') : [],
        selected: query.definition,
        title: (value: string) => definitions.find(({ id }) => id === value)?.title ?? value,
      },
      ...comparisonChoices(loaded),
    ].map((choice) => filterField(choice)),
  );
}

/** No choice of market type where the level's systems have none. */
function marketChoices({ context, query }: LoadedTable, values: readonly string[]): Choice[] {
  if (!isPlaced(context.release.catalogue, query) && query.market === 'all') return [];
  const title = (value: string): string => (value === 'all' ? 'All together' : `${sentenceCase(value)} only`);
  return [{ name: 'market', label: 'Market type', values, selected: query.market, title }];
}

/** Yardstick, order and estimate. The yardstick in force is listed even where the level has it not, so that the form says what is asked. */
function comparisonChoices({ context, measure, query, parameters }: LoadedTable): Choice[] {
  const { declaration } = measure;
  const published = lacksCounts(declaration);
  const known = yardsticksOf(context.release.catalogue, { level: query.level, measure: declaration.id }).map(({ id }) => id);
  const about = { judged: declaration.polarity !== 'no-judgement', ranked: !published };
  const sorts = (parameters.sort?.accepted ?? []).filter((sort) => !published || !sort.endsWith('denominator') || sort === query.sort);
  return [
    {
      name: 'yardstick',
      label: 'Compared with',
      values: query.yardstick === '' || known.includes(query.yardstick) ? known : [query.yardstick, ...known],
      selected: query.yardstick,
      title: (value) => yardstickWords(value, declaration).title,
    },
    { name: 'sort', label: 'Order', values: sorts, selected: query.sort, title: (value) => sortTitle(value as Sort, about) },
    {
      name: 'estimate',
      label: 'Value shown',
      values: published && query.estimate === 'observed' ? [] : (parameters.estimate?.accepted ?? []),
      selected: query.estimate,
      title: (value) => (value === 'shrunken' ? 'Shrunken estimate' : 'As counted'),
    },
  ];
}
