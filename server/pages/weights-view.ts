import { weightings, weightSetFor, weights } from '../../data/weights.ts';
import { draw } from '../charts/draw.ts';
import { weightPlaces } from '../charts/weight-places.ts';
import { address, type FilterField, filterField, hrefWith } from '../filters.ts';
import { listed } from '../formats/comparison-words.ts';
import { isUntested } from '../formats/league-words.ts';
import { number } from '../formats/numbers.ts';
import { leaderWords, placeWords, rangeWords, redrawnRangeWords, redrawnWords, shareWords } from '../formats/weight-words.ts';
import { polarityInShort, sentenceCase } from '../formats/words.ts';
import { levelOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { pageOf, pageSize } from '../paging.ts';
import type { LevelRow, PeriodRow } from '../queries/catalogue.ts';
import type { WeighedMeasure, WeightRow } from '../queries/weights.ts';
import { offeredMeasures, parametersOf, type WeightsQuery, weighedLevels, weightName } from './weights-query.ts';

export interface LoadedWeights {
  context: EditionContext;
  query: WeightsQuery;
  /** Measures with a weight above 0. */
  weighed: readonly WeighedMeasure[];
  rows: readonly WeightRow[];
  fields: readonly FilterField[];
  level: LevelRow;
  period: PeriodRow;
}

const weightTitles: Record<string, string> = { '0': '0: left out', '1': '1', '5': '5: most' };

/** The level, and a weight for each measure with its direction of good. */
export function weightFields(context: EditionContext, query: WeightsQuery): FilterField[] {
  const level = filterField({
    name: 'level',
    label: 'Level',
    values: weighedLevels(context),
    selected: query.level,
    title: (id) => sentenceCase(levelOf(context, id).plural),
  });
  const boxes = offeredMeasures(context).map(({ declaration }) =>
    filterField({
      name: weightName(declaration.id),
      label: `${declaration.shortTitle} (${polarityInShort(declaration.polarity).toLowerCase()})`,
      values: weights,
      selected: query[weightName(declaration.id)] ?? '0',
      title: (weight) => weightTitles[weight] ?? weight,
    }),
  );
  return [level, ...boxes];
}

export function weightsView(loaded: LoadedWeights): object {
  const { context, query, weighed, level, period, fields } = loaded;
  const { edition } = context;
  const path = `/${edition.id}/weights`;
  const all = (weight: string) => Object.fromEntries(offeredMeasures(context).map(({ declaration }) => [weightName(declaration.id), weight]));
  return {
    heading: 'Weights sandbox',
    none: offeredMeasures(context).length === 0,
    action: path,
    fields,
    equalHref: hrefWith(path, parametersOf(context), query, all('1')),
    clearHref: weighed.length === 0 ? null : hrefWith(path, parametersOf(context), query, all('0')),
    plural: level.plural,
    period: period.title,
    draws: number(weightings.draws),
    seed: String(weightings.seed),
    caveats: weightSetFor(edition.id).caveats,
    tablesHref: `/${edition.id}/league-tables`,
    choiceStatement: edition.choiceStatement,
    result: weighed.length === 0 ? null : resultOf(loaded),
  };
}

function resultOf({ context, query, weighed, rows, level, period }: LoadedWeights): object {
  const ranked = rows.filter(({ rank_under_weights }) => rank_under_weights !== null);
  const path = `/${context.edition.id}/weights`;
  const { rows: shown, paging } = pageOf(ranked, { path, parameters: parametersOf(context), query, anchor: 'order' });
  const title = `Places of ${level.plural} under your weights`;
  return {
    leader: leaderWords(rows, { measures: weighed.length, draws: weightings.draws }),
    redrawn: redrawnWords(rows),
    caption: `${sentenceCase(level.plural)} in order of your weighted score, ${period.title}`,
    weights: listed(weighed.map(({ shortTitle, weight }) => `${shortTitle} (${weight})`)),
    // One measure has an order of its own, with honest ranks.
    single: weighed.length === 1 ? singleTable(context, weighed[0]?.id ?? '', level.level) : null,
    rows: shown.map((row) => rowView(context, row)),
    paging,
    pagingLabel: 'Pages of the order',
    apart: rows
      .filter((row) => row.reason !== null)
      .slice(0, pageSize)
      .map((row) => ({ ...linkOf(context, row), reason: sentenceCase(row.reason ?? '') })),
    published: somePublished(context, weighed)
      ? 'Some of these values are published without anything that tells their error. They are taken as exact, which no value is: places are less sure than they look.'
      : null,
    chart: ranked.length < 2 || ranked.length > pageSize ? null : draw(weightPlaces(ranked, { title, description: describePlaces(ranked) })),
  };
}

const somePublished = ({ release }: EditionContext, weighed: readonly WeighedMeasure[]): boolean =>
  weighed.some(({ id }) => {
    const declaration = release.catalogue.measures.get(id)?.declaration;
    return declaration !== undefined && isUntested(declaration);
  });

const singleTable = ({ edition }: EditionContext, measure: string, level: string): string => address(`/${edition.id}/league-tables/${measure}`, { level });

const linkOf = ({ edition }: EditionContext, { system_id, short_name }: WeightRow) => ({
  id: system_id,
  name: short_name,
  href: `/${edition.id}/systems/${system_id}`,
});

function rowView(context: EditionContext, row: WeightRow): object {
  return {
    ...linkOf(context, row),
    place: placeWords(row),
    range: rangeWords(row),
    redrawnRange: redrawnRangeWords(row),
    first: shareWords(row.share_first),
    last: shareWords(row.share_last),
    redrawn: shareWords(row.share_first_redrawn),
    score: number(row.score ?? 0, 2),
  };
}

function describePlaces(ranked: readonly WeightRow[]): string {
  const ends = [ranked[0], ranked.at(-1)].filter((row) => row !== undefined);
  const said = ends.map(
    (row) =>
      `${row.short_name} is ${placeWords(row)} under your weights and ${rangeWords(row)} in the middle 90% of random weightings, ${redrawnRangeWords(row)} with values redrawn too`,
  );
  return `${said.join('; ')}. The table above has every system.`;
}
