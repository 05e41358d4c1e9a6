import { fewestInCell, resamples } from '../../data/competition.ts';
import type { draw } from '../charts/draw.ts';
import { type DifferencePoint, differenceTrend, type GroupPoint, groupTrend } from '../charts/group-trend.ts';
import { type CurveFrame, curveDomain, type Specification, specificationCurve } from '../charts/specification-curve.ts';
import { marketCell } from '../formats/cells.ts';
import { blockWords, differenceWords, isRefused } from '../formats/competition-words.ts';
import { counted, difference, differenceInterval, number, numberOrBlank, percentageOrBlank, probability } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
import type { EstimateRow, IntegrationCell } from '../queries/competition.ts';
import { differenceUnit, type LoadedCompetition, partOf } from './competition-measure-loaded.ts';

/** Sections 7 to 10 of the page of a measure: over time, by integration type, decomposition, and the grid. */

const isKnown = (row: EstimateRow): row is EstimateRow & { estimate: number } => row.estimate !== null;

/** Groups over time, and whether they drift apart. */
export function trendView(loaded: LoadedCompetition, drawing: typeof draw): object | null {
  const rows = partOf(loaded, 'trend');
  const periods = rows.filter(({ item }) => item !== 'slope' && item !== 'joint');
  const slope = rows.find(({ item }) => item === 'slope') ?? null;
  const joint = rows.find(({ item }) => item === 'joint') ?? null;
  if (loaded.groups.length === 0 && rows.length === 0) return null;
  const { decimals } = loaded.measure;
  const base = periods.find((row) => row.is_default === 1);
  const single = new Set(loaded.groups.filter(({ value }) => value !== null).map(({ period }) => period)).size < 2;
  return {
    single,
    groups: single ? null : groupChart(loaded, drawing),
    base: base?.item ?? null,
    differences: periods.filter(isKnown).length < 2 ? null : differenceChart(loaded, periods, drawing),
    joint: joint?.p_value == null ? null : jointWords(joint.p_value),
    slope:
      slope?.estimate == null
        ? null
        : `${difference(slope.estimate, decimals)} a period (95% interval ${differenceInterval(slope.lower, slope.upper, decimals)})`,
    rows: periods.map((row) => ({
      period: row.item,
      base: row.is_default === 1,
      difference: row.estimate === null ? 'no estimate' : difference(row.estimate, decimals),
      interval: differenceInterval(row.lower, row.upper, decimals),
      p: probability(row.p_value),
    })),
  };
}

const jointWords = (p: number): string =>
  p > 0.05
    ? `Taken together, the changes do not differ clearly between the groups (joint test, p ${probability(p)}).`
    : `Taken together, the changes differ between the groups (joint test, p ${probability(p)}): they were drifting apart or together in years when nothing is known to have changed in choice.`;

function groupChart({ groups, measure, context, level }: LoadedCompetition, drawing: typeof draw): object | null {
  const points = groups.flatMap(({ market_type, value, ...rest }): GroupPoint[] =>
    value === null || (market_type !== 'competitive' && market_type !== 'monopoly') ? [] : [{ ...rest, market_type, value }],
  );
  if (points.length === 0) return null;
  const ends = ['competitive', 'monopoly'].flatMap((type) => points.findLast(({ market_type }) => market_type === type) ?? []);
  const said = ends.map(({ market_type, value, period }) => `${market_type} ${number(value, measure.decimals)} in ${period}`);
  return drawing(
    groupTrend(points, {
      unit: measure.shortUnit,
      breaks: wideBreaks(measure.breaks),
      periods: context.release.catalogue.periods,
      title: `${measure.shortTitle}: competitive and monopoly ${level.plural} over time`,
      description: `Each group taken together: ${said.join(', ')}. The groups of the latest period stand in the table above.`,
    }),
  );
}

/** Breaks of all systems; those of one system hardly move a group. */
const wideBreaks = (breaks: LoadedCompetition['measure']['breaks']) => breaks.filter(({ systems }) => systems === undefined);

function differenceChart({ measure, context, verdict }: LoadedCompetition, periods: readonly EstimateRow[], drawing: typeof draw): object {
  const points = periods
    .filter(isKnown)
    .map((row): DifferencePoint => ({ period: row.item, estimate: row.estimate, lower: row.lower, upper: row.upper, is_base: row.is_default === 1 }));
  const clear = points.filter(({ lower, upper }) => lower !== null && upper !== null && (lower > 0 || upper < 0));
  return drawing(
    differenceTrend(points, {
      unit: differenceUnit(measure),
      margin: verdict?.margin ?? null,
      breaks: wideBreaks(measure.breaks),
      periods: context.release.catalogue.periods,
      title: `${measure.shortTitle}: change of the difference between the groups since the base`,
      description: `In ${number(clear.length)} of ${counted(points.length - 1, 'period', 'periods')} beside the base the interval excludes zero. The table has every period.`,
    }),
  );
}

/** Integration type by market type, with counts; or the one sentence that all types are unknown. */
export function integrationView(loaded: LoadedCompetition): object | null {
  const { integration, level, measure } = loaded;
  const compared = integration.filter(({ market_type }) => market_type === 'competitive' || market_type === 'monopoly');
  if (compared.length === 0) return null;
  const types = [...new Set(integration.map(({ integration_type }) => integration_type))];
  const systems = (cells: readonly IntegrationCell[]): number => cells.reduce((sum, cell) => sum + cell.systems, 0);
  const of = (type: string): number => systems(compared.filter(({ market_type }) => market_type === type));
  if (types.every((type) => type === 'unknown'))
    return {
      unknown: `Whether systems own their providers (vertical integration) or contract with them (virtual) is unknown for all ${number(systems(integration))} ${level.plural} (${number(of('competitive'))} competitive, ${number(of('monopoly'))} monopoly), so nothing can be said by integration type.`,
      rows: [],
      markets: [],
      fewest: number(fewestInCell),
    };
  return {
    unknown: null,
    fewest: number(fewestInCell),
    markets: ['competitive', 'monopoly'].map(marketCell),
    rows: types.map((type) => ({
      title: sentenceCase(type),
      cells: ['competitive', 'monopoly'].map((market) =>
        integrationCell(
          compared.find((cell) => cell.integration_type === type && cell.market_type === market),
          measure.decimals,
        ),
      ),
    })),
  };
}

function integrationCell(cell: IntegrationCell | undefined, decimals: number): object {
  const systems = cell?.with_value ?? 0;
  return {
    value: cell?.value == null ? (systems < fewestInCell ? 'too few' : 'no value') : number(cell.value, decimals),
    systems: counted(systems, 'system', 'systems'),
  };
}

/** What part of the difference goes with which characteristic. */
export function decompositionView(loaded: LoadedCompetition): object | null {
  const rows = partOf(loaded, 'decomposition');
  const { measure, verdict } = loaded;
  if (rows.length === 0) return null;
  return {
    resamples: number(resamples),
    refused: verdict !== null && isRefused(verdict),
    rows: rows.map((row) => ({
      block: row.item,
      title: blockWords(row.item),
      part: row.estimate === null ? '' : difference(row.estimate, measure.decimals),
      interval: differenceInterval(row.lower, row.upper, measure.decimals),
    })),
  };
}

/** The result under every market definition of the grid. */
export function gridView(loaded: LoadedCompetition, drawing: typeof draw): object | null {
  const rows = partOf(loaded, 'specification');
  const { verdict, query, measure } = loaded;
  if (rows.length === 0) return null;
  const isClaimed = claims(rows, loaded);
  const specifications = (analysis: string): Specification[] =>
    rows.filter((row) => row.analysis === analysis && isClaimed(row)).flatMap((row) => (isKnown(row) ? [specification(row, loaded)] : []));
  const [adjusted, unadjusted] = [specifications('adjusted'), specifications('unadjusted')];
  const margin = verdict?.margin ?? null;
  const domain = curveDomain([...adjusted, ...unadjusted], margin);
  const curve = (analysis: string, list: readonly Specification[]): object | null => {
    const frame: CurveFrame = { id: `curve-${analysis}`, margin, domain, unit: differenceUnit(measure), ...curveWords(loaded, analysis, list) };
    return list.length === 0 ? null : drawing(specificationCurve(list, frame));
  };
  const cells = [...new Set(rows.map(({ item }) => item))];
  return {
    summary: `${gridSentence(loaded, cells.length)} ${alikeSentence(rows)}`,
    adjusted: curve('adjusted', adjusted),
    unadjusted: curve('unadjusted', unadjusted),
    number: number(cells.length),
    rows: cells.map((cell) =>
      gridCells(
        rows.filter(({ item }) => item === cell),
        { definition: query.definition, decimals: measure.decimals, isClaimed },
      ),
    ),
  };
}

/**
 * Whether an estimate of the grid is claimed: without overlap no adjusted difference of the definition in force is, nor of
 * those that make the same groups.
 */
function claims(rows: readonly EstimateRow[], { verdict, query }: LoadedCompetition): (row: EstimateRow) => boolean {
  const inForce = rows.find((row) => row.analysis === 'adjusted' && row.is_default === 1 && row.definition === query.definition);
  if (verdict === null || !isRefused(verdict) || inForce === undefined) return () => true;
  return (row) =>
    row.analysis !== 'adjusted' || row.competitive !== inForce.competitive || row.monopoly !== inForce.monopoly || row.estimate !== inForce.estimate;
}

/** Several thresholds can make the same groups: their results are one result, not several that agree. */
function alikeSentence(rows: readonly EstimateRow[]): string {
  const known = rows.filter((row) => row.analysis === 'unadjusted' && row.estimate !== null);
  const different = new Set(known.map(({ competitive, monopoly, estimate }) => [competitive, monopoly, estimate].join(' '))).size;
  return different === known.length
    ? ''
    : `Several of them make the same groups of systems, so that there are ${number(different)} different results, not ${number(known.length)}.`;
}

function gridSentence({ verdict }: LoadedCompetition, cells: number): string {
  if (verdict?.definitions == null)
    return `Of ${counted(cells, 'market definition', 'market definitions')} none is the default with an estimate, so agreement cannot be counted.`;
  if (isRefused(verdict))
    return `Under the definition in force no adjusted difference is claimed, so agreement with it is not counted, and definitions that make the same groups are left out of the adjusted picture. How much the groups overlap under the others was not tested: read their adjusted differences with that doubt.`;
  const { definitions, same_sign, excluding_zero } = verdict;
  const estimated = `Of ${counted(cells, 'market definition', 'market definitions')}, ${number(definitions)} ${definitions === 1 ? 'gives' : 'give'} an adjusted estimate.`;
  if (same_sign === null || excluding_zero === null) return `${estimated} Agreement with the definition in force cannot be counted.`;
  return `${estimated} ${percentageOrBlank(same_sign)} of these have the sign of the one in force, and in ${percentageOrBlank(excluding_zero)} the interval excludes zero.`;
}

function specification(row: EstimateRow & { estimate: number }, { query, measure }: LoadedCompetition): Specification {
  const shipped = row.is_default === 1;
  return {
    id: row.item,
    words: `${row.item_words}. ${differenceWords(row, measure)}`,
    estimate: row.estimate,
    lower: row.lower,
    upper: row.upper,
    kind: row.item.startsWith('networks') ? 'network' : 'hospital',
    standing: !shipped ? 'varied' : row.definition === query.definition ? 'in-force' : 'shipped',
  };
}

function curveWords({ measure }: LoadedCompetition, analysis: string, list: readonly Specification[]): { title: string; description: string } {
  const values = list.map(({ estimate }) => estimate);
  const excluding = list.filter(({ lower, upper }) => lower !== null && upper !== null && (lower > 0 || upper < 0)).length;
  const inForce = list.find(({ standing }) => standing === 'in-force');
  const print = (value: number): string => difference(value, measure.decimals);
  return {
    title: `${measure.shortTitle}: ${analysis} difference under ${counted(list.length, 'market definition', 'market definitions')}`,
    description: `Differences from ${print(Math.min(...values))} to ${print(Math.max(...values))} ${differenceUnit(measure)}; ${number(values.filter((value) => value > 0).length)} of ${number(list.length)} are above zero, and in ${number(excluding)} the interval excludes zero. ${inForce === undefined ? 'The definition in force gives none.' : `The definition in force gives ${print(inForce.estimate)}.`} The table has every definition.`,
  };
}

function gridCells(
  rows: readonly EstimateRow[],
  { definition, decimals, isClaimed }: { definition: string; decimals: number; isClaimed: (row: EstimateRow) => boolean },
): object {
  const [first] = rows;
  const shipped = first?.is_default === 1;
  const inForce = shipped && first?.definition === definition;
  const cell = (analysis: string): object => {
    const row = rows.find((one) => one.analysis === analysis);
    if (row !== undefined && !isClaimed(row)) return { difference: 'not claimed', interval: '' };
    return {
      difference: row?.estimate == null ? 'no estimate' : difference(row.estimate, decimals),
      interval: row === undefined ? '' : differenceInterval(row.lower, row.upper, decimals),
    };
  };
  return {
    id: first?.item ?? '',
    words: first?.item_words ?? '',
    mark: inForce ? 'in force' : shipped ? 'as shipped' : '',
    competitive: numberOrBlank(first?.competitive ?? null),
    monopoly: numberOrBlank(first?.monopoly ?? null),
    adjusted: cell('adjusted'),
    unadjusted: cell('unadjusted'),
  };
}
