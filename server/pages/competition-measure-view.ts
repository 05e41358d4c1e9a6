import { characteristics } from '../../data/characteristics.ts';
import { marketTypes } from '../../data/markets.ts';
import type { Measure } from '../../data/measure.ts';
import { mostOutside } from '../../stats/overlap.ts';
import type { draw } from '../charts/draw.ts';
import { address, type FilterField } from '../filters.ts';
import { marketCell } from '../formats/cells.ts';
import { analysisWords, blockWords, evidenceSentence, isRefused, powerSentence, verdictHead, whyWords } from '../formats/competition-words.ts';
import { lacksCounts } from '../formats/league-words.ts';
import { counted, difference, differenceInterval, interval, number, numberOrBlank, percentage, percentageOrBlank, probability } from '../formats/numbers.ts';
import { polarityInWords, sentenceCase } from '../formats/words.ts';
import { periodOf } from '../lookup.ts';
import { contrastedLevels } from '../queries/catalogue.ts';
import type { EstimateRow, OverlapRow, VerdictRow } from '../queries/competition.ts';
import { differenceUnit, type LoadedCompetition, partOf } from './competition-measure-loaded.ts';
import { decompositionView, gridView, integrationView, trendView } from './competition-measure-parts.ts';
import { caveatsOf, characteristicsOf, exchangedWithin, untestedReason } from './competition-query.ts';

export function competitionMeasureView(loaded: LoadedCompetition & { fields: readonly FilterField[] }, drawing: typeof draw): object {
  const { context, query, measure, level, verdict, fields } = loaded;
  const { edition, release } = context;
  const definition = release.catalogue.definitions.find(({ id }) => id === query.definition);
  return {
    edition: edition.id,
    heading: measure.title,
    action: `/${edition.id}/competition/${measure.id}`,
    fields,
    question: `Do ${level.plural} whose people have a choice of ${definition?.option.one ?? 'provider'} have ${measure.polarity === 'no-judgement' ? 'other' : 'better'} values than those whose people have one? ${measure.plainSentence}`,
    polarity: polarityInWords(measure.polarity),
    unit: measure.unit,
    differenceUnit: differenceUnit(measure),
    plural: level.plural,
    definitionTitle: definition?.title ?? query.definition,
    choiceStatement: edition.choiceStatement,
    marketsHref: definition === undefined ? null : address(`/${edition.id}/markets`, { ...query }),
    // The list has only levels with a test.
    allHref: address(`/${edition.id}/competition`, { ...query, level: contrastedLevels(release.catalogue).includes(query.level) ? query.level : '' }),
    tableHref: address(`/${edition.id}/league-tables/${measure.id}`, { ...query }),
    measureHref: `/${edition.id}/measures/${measure.id}`,
    verdict:
      verdict === null ? null : { ...verdictView(verdict, measure, characteristicsOf(context, query.level)), exchanged: exchangedWithin(context, query.level) },
    option: definition?.option.one ?? 'provider',
    reason:
      verdict !== null
        ? null
        : (untestedReason(context, query.level, measure.id) ?? 'This release has no test of this measure at this level under this definition.'),
    groups: groupsView(loaded),
    contrasts: contrastsView(loaded),
    overlap: overlapView(loaded),
    placebos: placeboView(loaded),
    trend: trendView(loaded, drawing),
    integration: integrationView(loaded),
    decomposition: decompositionView(loaded),
    grid: gridView(loaded, drawing),
    caveats: [...caveatsOf(context), ...(definition?.caveats ?? []), ...measure.caveats],
  };
}

function verdictView(verdict: VerdictRow, measure: Measure, characteristics: readonly string[]): object {
  return {
    head: verdictHead(verdict, measure),
    evidence: evidenceSentence(verdict, measure, characteristics),
    why: whyWords(verdict, measure),
    power: powerSentence(verdict, measure),
    detectable: numberOrBlank(verdict.detectable, measure.decimals) || 'not known',
    margin: numberOrBlank(verdict.margin, measure.decimals) || 'not known',
    q: probability(verdict.q_value),
    seed: String(verdict.seed),
    draws: number(verdict.draws),
    refused: isRefused(verdict),
  };
}

function groupsView({ groups, measure, context, period, level }: LoadedCompetition): object | null {
  const now = groups.filter((group) => group.period === period);
  if (now.length === 0) return null;
  return {
    caption: `${sentenceCase(level.plural)} of each market type taken together, ${periodOf(context, period).title}`,
    people: now.some((group) => group.people !== null),
    rows: now.map((group) => ({
      market: marketCell(group.market_type),
      systems: number(group.systems),
      withValue: number(group.with_value),
      people: numberOrBlank(group.people),
      value: numberOrBlank(group.value, measure.decimals) || (lacksCounts(measure) ? 'no counts to add up' : 'no value'),
      interval: interval(group.lower, group.upper, measure.decimals),
    })),
    markets: marketTypes.map(marketCell),
  };
}

function contrastsView(loaded: LoadedCompetition): object | null {
  const rows = partOf(loaded, 'contrast');
  const refused = loaded.verdict !== null && isRefused(loaded.verdict);
  if (rows.length === 0) return null;
  const characteristics = characteristicsOf(loaded.context, loaded.query.level);
  return {
    rows: rows.map((row) => ({
      ...contrastCells(row, loaded.measure, refused && row.analysis === 'adjusted'),
      title: analysisWords(row.item, characteristics),
    })),
  };
}

function contrastCells(row: EstimateRow, { decimals }: Measure, refused: boolean): object {
  return {
    id: row.item,
    competitive: numberOrBlank(row.competitive),
    monopoly: numberOrBlank(row.monopoly),
    competitiveValue: numberOrBlank(row.competitive_value, decimals),
    monopolyValue: numberOrBlank(row.monopoly_value, decimals),
    ...reasonCells(row, refused),
    difference: row.estimate === null ? '' : difference(row.estimate, decimals),
    interval: differenceInterval(row.lower, row.upper, decimals),
    standardised: row.standardised === null ? '' : difference(row.standardised, 2),
    degrees: numberOrBlank(row.degrees, 1),
    p: probability(row.p_value),
    permutation: probability(row.permutation_p),
  };
}

/** Why there is no figure, in a word and in a sentence; nulls when there is one. */
function reasonCells({ estimate, reason }: EstimateRow, refused: boolean): { none: string | null; reason: string } {
  if (refused) return { none: 'not claimed', reason: 'The groups do not overlap enough.' };
  return estimate === null ? { none: 'no estimate', reason: sentenceCase(reason ?? '') } : { none: null, reason: '' };
}

function overlapView({ overlap, verdict }: LoadedCompetition): object | null {
  if (overlap.length === 0) return null;
  const known = characteristics.flatMap((one) => overlap.find(({ characteristic }) => characteristic === one.id) ?? []);
  const outside = verdict?.share_outside ?? null;
  return {
    rows: known.map((row) => overlapCells(row)),
    outside: percentageOrBlank(outside),
    most: percentage(mostOutside),
    refused: verdict !== null && isRefused(verdict),
    separated: verdict?.separated === 1,
  };
}

function overlapCells({ characteristic, competitive, monopoly, difference: apart }: OverlapRow): object {
  const known = characteristics.find(({ id }) => id === characteristic);
  const people = known?.print === 'people';
  const print = (value: number): string => (people ? number(Math.exp(value)) : percentage(value, 1));
  return {
    title: people ? 'Residents (geometric mean)' : (known?.title ?? characteristic),
    competitive: print(competitive),
    monopoly: print(monopoly),
    difference: apart === null ? '' : difference(apart, 2),
    far: apart !== null && Math.abs(apart) > 0.25,
  };
}

function placeboView(loaded: LoadedCompetition): object | null {
  const rows = partOf(loaded, 'placebo');
  if (rows.length === 0) return null;
  const clear = rows.filter(({ lower, upper }) => lower !== null && upper !== null && (lower > 0 || upper < 0));
  const characteristics = characteristicsOf(loaded.context, loaded.query.level);
  return {
    summary:
      clear.length === 0
        ? `None of ${counted(rows.length, 'placebo difference', 'placebo differences')} is clearly different from zero.`
        : `${number(clear.length)} of ${counted(rows.length, 'placebo difference', 'placebo differences')} ${clear.length === 1 ? 'is' : 'are'} clearly different from zero: the groups differ in what choice cannot have moved, so read the differences above with as much doubt.`,
    rows: rows.map((row) => ({
      title: sentenceCase(blockWords(row.item_words)),
      analysis: analysisWords(row.analysis ?? '', characteristics),
      difference: row.estimate === null ? 'no estimate' : difference(row.estimate, 2),
      interval: differenceInterval(row.lower, row.upper, 2),
      p: probability(row.p_value),
    })),
  };
}
