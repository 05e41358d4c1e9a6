import { domains, type Measure } from '../../data/measure.ts';
import { competitionVerdicts as verdicts } from '../../stats/competition-verdict.ts';
import { competitionForest, type ForestGroup, type ForestLine, type Limits } from '../charts/competition-forest.ts';
import { draw } from '../charts/draw.ts';
import { address, type FilterField } from '../filters.ts';
import { adjustedFor, characteristicsInWords, isPercentage, isRefused, verdictTitle, verdictWords } from '../formats/competition-words.ts';
import { counted, difference, differenceInterval, number, numberOrBlank, probability } from '../formats/numbers.ts';
import { domainTitle, sentenceCase } from '../formats/words.ts';
import { levelOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import type { VerdictCount, VerdictRow } from '../queries/competition.ts';
import { type CompetitionQuery, caveatsOf, characteristicsOf, untestedReason } from './competition-query.ts';

interface LoadedList {
  context: EditionContext;
  query: CompetitionQuery;
  rows: readonly VerdictRow[];
  counts: readonly VerdictCount[];
  fields: readonly FilterField[];
}

export function competitionView(loaded: LoadedList): object {
  const { context, query, rows, fields } = loaded;
  const { edition, release } = context;
  const level = levelOf(context, query.level);
  const definition = release.catalogue.definitions.find(({ id }) => id === query.definition);
  const sides = rows.flatMap(({ competitive, monopoly }) => (competitive === null || monopoly === null ? [] : [{ competitive, monopoly }]));
  const most = sides.toSorted((a, b) => b.competitive + b.monopoly - a.competitive - a.monopoly)[0];
  return {
    heading: 'Does choice matter?',
    action: `/${edition.id}/competition`,
    fields,
    choiceStatement: edition.choiceStatement,
    question: `Do ${level.plural} whose people have a choice of ${definition?.option.one ?? 'provider'} do better than those whose people have one?`,
    plural: level.plural,
    definitionTitle: definition?.title ?? null,
    adjustedWords: adjustedFor(characteristicsOf(context, query.level)),
    characteristics: characteristicsInWords(characteristicsOf(context, query.level)),
    reason: untestedReason(context, query.level) ?? (rows.length === 0 ? 'This release has no test at this level under this definition.' : null),
    marketsHref: definition === undefined ? null : address(`/${edition.id}/markets`, { definition: query.definition, level: query.level }),
    measures: counted(rows.length, 'measure', 'measures'),
    empty: rows.length === 0,
    groups: most === undefined ? null : { competitive: number(most.competitive), monopoly: number(most.monopoly) },
    counts: countsView(loaded),
    caption: `Competitive less monopoly ${level.plural} on ${counted(rows.length, 'measure', 'measures')}, latest period of each`,
    domains: groupsOf(loaded, (row, measure) => rowView(loaded, row, measure)),
    chart: rows.length === 0 ? null : forest(loaded, level.plural),
    refusedSome: rows.some(isRefused),
    caveats: [...caveatsOf(context), ...(definition?.caveats ?? [])],
  };
}

/** Measures by verdict: a column for each level and definition, the one in force marked. */
function countsView({ context, query, counts }: LoadedList): object {
  const { definitions } = context.release.catalogue;
  const all = counts.filter(({ level, definition }, place) => counts.findIndex((one) => one.level === level && one.definition === definition) === place);
  // The one shown comes first, so that a narrow screen has it in view.
  const columns = [...all.filter((column) => isShown(column, query)), ...all.filter((column) => !isShown(column, query))];
  const list: (string | null)[] = [...verdicts, ...(counts.some(({ verdict }) => verdict === null) ? [null] : [])];
  const count = (column: VerdictCount, verdict: string | null): number =>
    counts.find((one) => one.level === column.level && one.definition === column.definition && one.verdict === verdict)?.measures ?? 0;
  return {
    columns: columns.map((column) => ({
      level: sentenceCase(levelOf(context, column.level).plural),
      definition: definitions.find(({ id }) => id === column.definition)?.title ?? column.definition,
      current: isShown(column, query),
      href: address(`/${context.edition.id}/competition`, { level: column.level, definition: column.definition }),
    })),
    rows: list.map((verdict) => ({
      title: verdictTitle(verdict),
      glyph: glyphOf({ verdict }),
      cells: columns.map((column) => ({ measures: number(count(column, verdict)), current: isShown(column, query) })),
    })),
  };
}

const isShown = ({ level, definition }: VerdictCount, query: CompetitionQuery): boolean => level === query.level && definition === query.definition;

interface Group<T> {
  domain: string;
  title: string;
  rows: T[];
}

/** Measures by domain and family, in the order of both. */
function groupsOf<T>({ context, rows }: LoadedList, make: (row: VerdictRow, measure: Measure) => T): Group<T>[] {
  const known = rows.flatMap((row) => {
    const declaration = context.release.catalogue.measures.get(row.measure_id)?.declaration;
    return declaration === undefined ? [] : [{ row, declaration }];
  });
  return domains.flatMap((domain) => {
    const within = known.filter(({ declaration }) => declaration.domain === domain);
    const families = [...new Set(within.map(({ declaration }) => declaration.family))];
    return families.map((family) => ({
      domain,
      title: `${domainTitle(domain)}: ${family}`,
      rows: within.filter(({ declaration }) => declaration.family === family).map(({ row, declaration }) => make(row, declaration)),
    }));
  });
}

function rowView({ context, query }: LoadedList, row: VerdictRow, measure: Measure): object {
  const { decimals } = measure;
  const refused = isRefused(row);
  return {
    id: row.measure_id,
    title: measure.shortTitle,
    href: address(`/${context.edition.id}/competition/${row.measure_id}`, { level: query.level, definition: query.definition }),
    verdict: sentenceCase(verdictWords(row)),
    // Half of the measures have the same verdict: a glyph helps the eye along the column.
    glyph: glyphOf(row),
    unit: isPercentage(measure) ? 'percentage points' : measure.shortUnit,
    adjusted: refused || row.estimate === null ? '' : difference(row.estimate, decimals),
    adjustedInterval: refused ? '' : differenceInterval(row.lower, row.upper, decimals),
    missing: refused ? 'not claimed' : row.estimate === null ? 'no estimate' : '',
    unadjusted: row.unadjusted === null ? '' : difference(row.unadjusted, decimals),
    unadjustedInterval: differenceInterval(row.unadjusted_lower, row.unadjusted_upper, decimals),
    detectable: numberOrBlank(row.detectable, decimals),
    margin: numberOrBlank(row.margin, decimals),
    q: probability(row.q_value),
    systems: row.competitive === null || row.monopoly === null ? '' : `${number(row.competitive)} and ${number(row.monopoly)}`,
    period: row.period,
  };
}

const glyphs: Record<string, string> = {
  'better where there is choice': '●',
  'better where there is one system': '■',
  'no difference larger than the declared margin': '=',
  'too few areas to tell': '?',
  'depends on the definition of a competitive area': '~',
  'not comparable (no overlap)': '∅',
};

const glyphOf = ({ verdict }: Pick<VerdictRow, 'verdict'>): string => glyphs[verdict ?? ''] ?? '◇';

function forest(loaded: LoadedList, plural: string): object {
  const families = groupsOf(loaded, lineOf);
  const groups: ForestGroup[] = domains
    .map((domain) => ({
      // Some domains are named like a measure: a space keeps the two apart.
      id: `domain ${domain}`,
      title: domainTitle(domain),
      lines: families.filter((family) => family.domain === domain).flatMap(({ rows }) => rows.flatMap((line) => line ?? [])),
    }))
    .filter(({ lines }) => lines.length > 0);
  return draw(
    competitionForest(groups, {
      title: `Difference between competitive and monopoly ${plural}, all measures`,
      description: `${describeCounts(loaded)} The table below has every difference with its interval.`,
    }),
  );
}

const describeCounts = ({ counts, query }: LoadedList): string =>
  `${counts
    .filter((count) => isShown(count, query))
    .map(({ verdict, measures }) => `${verdictTitle(verdict)}: ${counted(measures, 'measure', 'measures')}`)
    .join('; ')}.`;

/** A line of the picture; null for a measure without any estimate. */
function lineOf(row: VerdictRow, measure: Measure): ForestLine | null {
  const turn = measure.polarity === 'lower-is-better' ? -1 : 1;
  const adjusted = isRefused(row) ? null : limitsOf([row.standardised, row.standardised_lower, row.standardised_upper], turn);
  const unadjusted = limitsOf([row.unadjusted_standardised, row.unadjusted_standardised_lower, row.unadjusted_standardised_upper], turn);
  if (adjusted === null && unadjusted === null) return null;
  return {
    id: measure.id,
    label: measure.shortTitle,
    family: measure.family,
    words: row.words,
    adjusted,
    unadjusted,
    found: row.verdict?.startsWith('better') ?? false,
    judged: measure.polarity !== 'no-judgement',
  };
}

function limitsOf([value, lower, upper]: readonly [number | null, number | null, number | null], turn: number): Limits | null {
  if (value === null || lower === null || upper === null) return null;
  return turn > 0 ? { value, lower, upper } : { value: -value, lower: -upper, upper: -lower };
}
