import { competitionSeed, defaultCells, fewestForOverlap, fewestInCell, marginOf, permutations, resamples } from '../../../data/competition.ts';
import type { MarketType } from '../../../data/markets.ts';
import type { Measure } from '../../../data/measure.ts';
import type { Row } from '../../../data/tables.ts';
import { type AdjustedContrast, adjustedContrast } from '../../../stats/adjusted-contrast.ts';
import type { CompetitionEvidence } from '../../../stats/competition-verdict.ts';
import { detectableDifference } from '../../../stats/detectable-difference.ts';
import { oaxacaBlinder } from '../../../stats/oaxaca-blinder.ts';
import { overlap } from '../../../stats/overlap.ts';
import { type PermutationTestIn, permutationTest } from '../../../stats/permutation-test.ts';
import { xoshiro128 } from '../../../stats/random.ts';
import { type SpecificationCurve, specificationCurve } from '../../../stats/specification-curve.ts';
import { pool } from '../references/reference.ts';
import { hasValue, type LeagueTable } from '../table.ts';
import { groupsOf, ruralStrata, sizesOf } from './groups.ts';
import { type Trended, trendRows } from './trends.ts';

/** One measure at one level, with all that its contrasts rest on: plain data, for a thread of its own. */
export interface CompetitionTask {
  measure: Measure;
  level: string;
  /** Tables of every period, oldest first; the last is the one that is contrasted. */
  tables: readonly LeagueTable[];
  /** Ids of the characteristics, and one column each. */
  characteristicIds: readonly string[];
  characteristics: readonly Float64Array[];
  /** Region of each system, where errors are clustered and labels exchanged by it; otherwise null. */
  clusters: Int32Array | null;
  /** Market type of each system by definition. */
  types: ReadonlyMap<string, readonly string[]>;
  /** Market type of each system by cell of the grid. */
  grid: ReadonlyMap<string, readonly MarketType[]>;
  trended: Trended;
  /** Fewer draws, for trials of the whole chain on many simulated panels. */
  draws?: { permutations: number; resamples: number };
}

type Contrast = Row<'market_contrast'>;

/** What one task finds; verdicts follow when the probabilities of all measures are known. */
export interface CompetitionFound {
  contrasts: Contrast[];
  specifications: Row<'market_specification'>[];
  trends: Row<'market_trend'>[];
  decompositions: Row<'market_decomposition'>[];
  evidence: Evidence[];
}

export interface Evidence {
  measure: Measure;
  level: string;
  definition: string;
  period: string;
  /** Of the fixed list, but for the probability after control of false discoveries. */
  known: Omit<CompetitionEvidence, 'q'>;
  separated: boolean | null;
  curve: Pick<SpecificationCurve, 'number' | 'shareWithSign' | 'shareExcludingZero' | 'robust'> | null;
}

/** Every contrast of one measure and level: by definition, by rurality, over the grid, over time, and taken apart. */
export function competitionOf(task: CompetitionTask): CompetitionFound {
  const found: CompetitionFound = { contrasts: [], specifications: gridRows(task), trends: [], decompositions: [], evidence: [] };
  for (const [definition, types] of task.types) {
    const one = byDefinition(task, definition, types, found.specifications);
    if (one === null) continue;
    found.contrasts.push(...one.contrasts);
    found.decompositions.push(...one.decompositions);
    found.evidence.push(one.evidence);
    found.trends.push(...trendRows(task.tables, groupsOf(types), { ...task.trended, definition }));
  }
  return found;
}

const latestOf = ({ tables }: CompetitionTask): LeagueTable | undefined =>
  tables.findLast(({ observations }) => observations.some(({ value }) => value !== null));

function byDefinition(task: CompetitionTask, definition: string, types: readonly string[], specifications: readonly Row<'market_specification'>[]) {
  const table = latestOf(task);
  if (table === undefined) return null;
  const group = groupsOf(types);
  const y = table.observations.map(({ value }) => value);
  const rural = task.characteristics[task.characteristicIds.indexOf('rurality')] ?? new Float64Array(group.length);
  const strata = ruralStrata(rural, group);
  const base = { measure_id: task.measure.id, level: task.level, definition, period: table.period };
  const setting = {
    table,
    group,
    y,
    clusters: task.clusters,
    exchanged: task.clusters ?? strata,
    spread: spreadOf(y),
    permutations: task.draws?.permutations ?? permutations,
  };
  const unadjusted = contrastRow(base, 'unadjusted', setting, group, []);
  const adjusted = contrastRow(base, 'adjusted', setting, group, task.characteristics, regionsOf(task.clusters));
  const within = ['rural-low', 'rural-middle', 'rural-high'].map((analysis, stratum) =>
    contrastRow(
      base,
      analysis,
      setting,
      group.map((code, place) => (strata[place] === stratum ? code : null)),
      [],
    ),
  );
  return {
    contrasts: [unadjusted, adjusted, ...within],
    decompositions: decomposed(base, setting, task, task.draws?.resamples ?? resamples),
    evidence: evidenceOf(task, { ...base, table, group, y }, adjusted, specifications),
  };
}

interface Setting {
  table: LeagueTable;
  group: readonly (number | null)[];
  y: readonly (number | null)[];
  /** Clusters of related errors; null when every system is its own. */
  clusters: Int32Array | null;
  /** Labels are exchanged within these. */
  exchanged: Uint8Array | Int32Array;
  /** Standard deviation between systems. */
  spread: number | null;
  permutations: number;
}

function spreadOf(y: readonly (number | null)[]): number | null {
  const known = y.filter((value) => value !== null);
  if (known.length < 2) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1));
}

type Base = Pick<Contrast, 'measure_id' | 'level' | 'definition' | 'period'>;

/** A column for each region but the first: with them systems are compared within their region. */
function regionsOf(clusters: Int32Array | null): Float64Array[] {
  if (clusters === null) return [];
  const regions = 1 + clusters.reduce((most, code) => Math.max(most, code), 0);
  return Array.from({ length: regions - 1 }, (_, region) => Float64Array.from(clusters, (code) => (code === region + 1 ? 1 : 0)));
}

/** One contrast. Labels are exchanged within regions where there are any, so these are covariates of the estimate alone. */
function contrastRow(
  base: Base,
  analysis: string,
  setting: Setting,
  group: readonly (number | null)[],
  covariates: readonly Float64Array[],
  regions: readonly Float64Array[] = [],
): Contrast {
  const { table, y, clusters, exchanged, spread } = setting;
  const sizes = sizesOf(group, y);
  const together = (code: number): number | null =>
    valueTogether(
      table.measure,
      table.observations.filter((_, place) => group[place] === code),
    );
  const few = Math.min(sizes.competitive, sizes.monopoly) < fewestInCell;
  const found = few ? null : adjustedContrast({ y, group, covariates: [...covariates, ...regions], ...clustered(clusters) });
  const p = found === null || analysis.startsWith('rural') ? null : permutedP({ y, group, covariates, strata: exchanged }, setting.permutations);
  return {
    ...base,
    analysis,
    ...sizes,
    competitive_value: together(1),
    monopoly_value: together(0),
    ...inferred(found, spread),
    permutation_p: p,
    reason: few
      ? `Fewer than ${fewestInCell} systems of each group have a value.`
      : found === null
        ? 'There are too few systems for so many characteristics, or these tell the groups apart exactly.'
        : null,
  };
}

const clustered = (cluster: Int32Array | null): { cluster?: Int32Array } => (cluster === null ? {} : { cluster });

const permutedP = (units: PermutationTestIn, draws: number): number | null =>
  permutationTest(units, { random: xoshiro128(competitionSeed), draws })?.probability ?? null;

function inferred(found: AdjustedContrast | null, spread: number | null) {
  const inference = found?.inference ?? null;
  const over = (value: number | null | undefined): number | null => (value == null || spread === null || spread === 0 ? null : value / spread);
  return {
    estimate: found?.estimate ?? null,
    standard_error: inference?.standardError ?? null,
    degrees: inference?.degrees ?? null,
    lower: inference?.lower ?? null,
    upper: inference?.upper ?? null,
    p_value: inference?.probability ?? null,
    standardised: over(found?.estimate),
    standardised_lower: over(inference?.lower),
    standardised_upper: over(inference?.upper),
  };
}

function decomposed(
  base: Base,
  { y, group }: Pick<Setting, 'y' | 'group'>,
  { characteristicIds, characteristics: columns }: Pick<CompetitionTask, 'characteristicIds' | 'characteristics'>,
  draws: number,
): Row<'market_decomposition'>[] {
  const { measure_id, level, definition } = base;
  const sizes = sizesOf(group, y);
  if (Math.min(sizes.competitive, sizes.monopoly) < fewestInCell) return [];
  const blocks = Object.fromEntries(characteristicIds.map((id, place) => [id, [columns[place] ?? new Float64Array(y.length)]]));
  const found = oaxacaBlinder({ y, group, blocks }, { random: xoshiro128(competitionSeed), draws });
  if (found === null) return [];
  const parts = [
    ...found.blocks.map(({ block, value, interval }) => ({ block, value, interval })),
    { block: 'unexplained', ...found.unexplained },
    { block: 'total', ...found.gap },
  ];
  return parts.map(({ block, value, interval }, position) => ({
    measure_id,
    level,
    definition,
    block,
    position,
    part: value,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
  }));
}

function gridRows(task: CompetitionTask): Row<'market_specification'>[] {
  const table = latestOf(task);
  if (table === undefined) return [];
  const y = table.observations.map(({ value }) => value);
  const regions = regionsOf(task.clusters);
  return [...task.grid].flatMap(([cell, types]) => {
    const group = groupsOf(types);
    const sizes = sizesOf(group, y);
    const enough = Math.min(sizes.competitive, sizes.monopoly) >= fewestInCell;
    return (['unadjusted', 'adjusted'] as const).map((analysis) => {
      const found = enough
        ? adjustedContrast({ y, group, covariates: analysis === 'adjusted' ? [...task.characteristics, ...regions] : [], ...clustered(task.clusters) })
        : null;
      return {
        measure_id: task.measure.id,
        level: task.level,
        cell,
        analysis,
        ...sizes,
        estimate: found?.estimate ?? null,
        lower: found?.inference?.lower ?? null,
        upper: found?.inference?.upper ?? null,
      };
    });
  });
}

/** Systems taken together: counts summed; of published values, which have none, the mean, each system counted once. */
function valueTogether({ statistic, multiplier }: Measure, observations: LeagueTable['observations']): number | null {
  if (statistic === 'standardised-ratio') return null;
  if (statistic === 'published') {
    const values = observations.flatMap(({ value }) => value ?? []);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  }
  const { numerator, denominator, units } = pool(observations.filter(hasValue));
  return units === 0 ? null : (multiplier * numerator) / denominator;
}

/** What the verdict rests on. */
function evidenceOf(
  task: CompetitionTask,
  { definition, period, table, group, y }: Base & Pick<Setting, 'table' | 'group' | 'y'>,
  adjusted: Contrast,
  specifications: readonly Row<'market_specification'>[],
): Evidence {
  const { measure, level } = task;
  const known = group.map((code, place) => (y[place] === null ? null : code));
  const sizes = sizesOf(group, y);
  const fit = Math.min(sizes.competitive, sizes.monopoly) < fewestForOverlap ? null : overlap({ group: known, covariates: task.characteristics });
  const curve = curveOf(specifications, definition);
  const { estimate, lower, upper, standard_error, degrees } = adjusted;
  const overall = measure.statistic === 'standardised-ratio' ? measure.multiplier : (valueTogether(measure, table.observations) ?? 0);
  return {
    measure,
    level,
    definition,
    period,
    known: {
      detectable: standard_error === null || degrees === null || standard_error === 0 ? null : detectableDifference({ standardError: standard_error, degrees }),
      margin: marginOf(measure, overall),
      shareOutside: fit?.shareOutside ?? null,
      contrast: estimate === null || lower === null || upper === null ? null : { estimate, lower, upper },
      permutationProbability: adjusted.permutation_p,
      robust: curve?.robust ?? false,
      polarity: measure.polarity,
    },
    separated: fit?.separated ?? null,
    curve,
  };
}

/** The adjusted results over the grid, against the shipped cell of the definition. */
function curveOf(specifications: readonly Row<'market_specification'>[], definition: string): SpecificationCurve | null {
  const adjusted = specifications.filter(({ analysis }) => analysis === 'adjusted');
  const reference = adjusted.findIndex(({ cell }) => cell === defaultCells[definition]);
  if (reference < 0) return null;
  return specificationCurve({
    estimate: adjusted.map(({ estimate }) => estimate),
    lower: adjusted.map(({ lower }) => lower),
    upper: adjusted.map(({ upper }) => upper),
    reference,
  });
}
