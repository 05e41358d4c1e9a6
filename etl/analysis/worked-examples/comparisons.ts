import { agreementOf } from '../../../stats/agreement.ts';
import { at } from '../../../stats/column.ts';
import { differenceInDifferences } from '../../../stats/difference-in-differences.ts';
import { empiricalBayes } from '../../../stats/empirical-bayes.ts';
import { funnelLimits } from '../../../stats/funnel-limits.ts';
import { funnelScores } from '../../../stats/funnel-scores.ts';
import { adjustPValues } from '../../../stats/multiple-testing.ts';
import { overdispersion } from '../../../stats/overdispersion.ts';
import { quantileGroups } from '../../../stats/quantile-groups.ts';
import { xoshiro128 } from '../../../stats/random.ts';
import { simultaneousRankSets } from '../../../stats/rank-confidence-sets.ts';
import { slopeIndices } from '../../../stats/slope-index.ts';
import { xmrChart } from '../../../stats/xmr.ts';
import type { Database } from '../../database.ts';
import { type Example, known, n, table } from './example.ts';

interface Unit {
  system_id: string;
  short_name: string;
  numerator: number;
  denominator: number;
  value: number;
  population: number;
  share_most_deprived: number;
}

const unitsOf = (database: Database, question: { measure: string; level: string; period: string }): Promise<Unit[]> =>
  database.readAll<Unit>(
    `select o.system_id, s.short_name, o.numerator, o.denominator, o.value, s.population, s.share_most_deprived
     from observation o join system s using (level, system_id)
     where o.measure_id = $measure and o.level = $level and o.period = $period and o.value is not null order by o.system_id`,
    question,
  );

/** Examples of the methods that compare systems, on rows of the edition. */
export async function comparisonExamples(database: Database): Promise<Example[]> {
  const boards = await unitsOf(database, { measure: 'qof-dm007', level: 'icb', period: '2018-19' });
  const locations = await unitsOf(database, { measure: 'qof-dm007', level: 'sub-icb', period: '2018-19' });
  const yearBefore = await unitsOf(database, { measure: 'qof-dm007', level: 'sub-icb', period: '2017-18' });
  const months = await database.readAll<{ period: string; value: number; short_name: string }>(
    `select o.period, o.value, s.short_name from observation o join system s using (level, system_id)
     where o.measure_id = 'nonelective-monthly' and o.level = 'icb' and o.value is not null
       and o.system_id = (select min(system_id) from system where level = 'icb') order by o.period desc limit 24`,
  );
  return [
    slopeExample(locations),
    dispersionExample(locations),
    chartExample(months.toReversed()),
    rankExample(boards),
    agreementExample(yearBefore, locations),
    shrinkageExample(boards),
    differenceExample(),
    testsExample(),
  ];
}

const errorOf = ({ numerator: x, denominator: d }: Unit): number => Math.sqrt((x / d) * (1 - x / d) * (1 / d));
const percent = (share: number, digits = 2): string => `${n(100 * share, digits)}%`;

function slopeExample(locations: readonly Unit[]): Example {
  const fifth = quantileGroups(
    { value: locations.map((unit) => unit.share_most_deprived), group: locations.map(() => 0) },
    { quantiles: 5, highestFirst: true },
  );
  const fifths = Array.from({ length: 5 }, (_, index) => {
    const members = locations.filter((_unit, row) => at(fifth, row) === index + 1);
    const sum = (pick: (unit: Unit) => number) => members.reduce((total, unit) => total + pick(unit), 0);
    return { population: sum((unit) => unit.population), numerator: sum((unit) => unit.numerator), denominator: sum((unit) => unit.denominator) };
  });
  const values = fifths.map(({ numerator, denominator }) => (100 * numerator) / denominator);
  const { slopeIndex } = slopeIndices({
    area: fifths.map(() => 0),
    quantile: fifths.map((_, index) => index),
    population: fifths.map(({ population }) => population),
    value: values,
    standardError: fifths.map(({ numerator: x, denominator: d }) => 100 * Math.sqrt(((x / d) * (1 - x / d)) / d)),
  });
  return {
    topic: 'slope-and-relative-index-of-inequality',
    title: 'diabetes control by deprivation of the place',
    text: `${table([['fifth of locations, most deprived first', 'residents', 'DM007, 2018-19'], ...fifths.map(({ population }, index) => [String(index + 1), n(population), `${n(values[index] ?? 0, 2)}%`])])}\n\nThe line from the most to the least deprived end rises by **${n(known(at(slopeIndex.value, 0), 'slope'), 2)} percentage points (${n(known(at(slopeIndex.lower, 0), 'limit'), 2)} to ${n(known(at(slopeIndex.upper, 0), 'limit'), 2)})**. These are places sorted by deprivation, not people.`,
  };
}

function dispersionExample(locations: readonly Unit[]): Example {
  const counts = { numerator: locations.map((unit) => unit.numerator), denominator: locations.map((unit) => unit.denominator) };
  const scores = funnelScores(counts, { scale: 'arcsine-proportion' });
  const { phi, tau2, units } = overdispersion(scores, { trim: 'winsorise', share: 0.1 });
  const first = known(locations[0], 'location');
  const limits = (t: number) => funnelLimits([first.denominator], { scale: 'arcsine-proportion', target: scores.target, tau2: t, multiplier: 100 });
  const chance = limits(0);
  const wide = limits(known(tau2, 'tau2'));
  const range = (columns: typeof chance) => `${n(known(at(columns.lower, 0), 'limit'), 1)}% to ${n(known(at(columns.upper, 0), 'limit'), 1)}%`;
  return {
    topic: 'funnel-plots',
    title: 'over-dispersion of one indicator',
    text: `DM007, 2018-19, ${units} locations, scores on the arcsine scale, 10% of each tail winsorised: **φ = ${n(known(phi, 'phi'), 1)}**, τ² = ${known(tau2, 'tau2').toExponential(3)}. Round ${percent(scores.target)}, the 95% limits at ${n(first.denominator)} patients (${first.short_name}) are ${range(chance)} by chance alone and **${range(wide)}** with over-dispersion.`,
  };
}

function chartExample(months: readonly { period: string; value: number; short_name: string }[]): Example {
  const chart = xmrChart({ value: months.map(({ value }) => value) });
  const signals = chart.signal.filter((signal) => signal > 0).length;
  return {
    topic: 'control-charts-over-time',
    title: 'an XmR chart',
    text: `${known(months[0], 'month').short_name}, non-elective admissions per 1,000, ${months[0]?.period} to ${months.at(-1)?.period} (${months.length} months): centre ${n(known(at(chart.centre, 0), 'centre'), 3)}, mean moving range ${n(known(at(chart.meanMovingRange, 0), 'range'), 3)}, limits **${n(known(at(chart.lower, 0), 'limit'), 3)} to ${n(known(at(chart.upper, 0), 'limit'), 3)}**. Rule set ${chart.rules.name}: ${signals === 0 ? 'no month is' : `${signals} ${signals === 1 ? 'month is' : 'months are'}`} marked.`,
  };
}

function rankExample(boards: readonly Unit[]): Example {
  const seed = 20_181_901;
  const sets = simultaneousRankSets(
    { estimate: boards.map(({ value }) => value), standardError: boards.map((unit) => 100 * errorOf(unit)) },
    { generator: xoshiro128(seed), draws: 2000 },
  );
  const widths = boards.map((_, row) => known(at(sets.upper, row), 'rank') - known(at(sets.lower, row), 'rank') + 1).sort((a, b) => a - b);
  const first = known(boards[0], 'board');
  return {
    topic: 'ranks-and-their-uncertainty',
    title: 'rank sets, if chance were the only error',
    text: `DM007, 2018-19, ${boards.length} boards, 95% simultaneous sets (xoshiro128**, seed ${seed}, 2,000 draws; critical value ${n(known(sets.criticalValue, 'critical value'), 2)}): ${first.short_name} is **${n(known(at(sets.lower, 0), 'rank'))} to ${n(known(at(sets.upper, 0), 'rank'))} of ${boards.length}**; the middle width of a set is ${n(widths[Math.floor(widths.length / 2)] ?? 0)} ranks. Real errors are larger than chance and the sets wider: that is why league tables do not print them yet.`,
  };
}

function agreementExample(before: readonly Unit[], after: readonly Unit[]): Example {
  const valueBefore = new Map(before.map(({ system_id, value }) => [system_id, value]));
  const { pairs, spearman, medianAbsoluteRankChange } = agreementOf(
    after.map(({ system_id }) => valueBefore.get(system_id) ?? null),
    after.map(({ value }) => value),
  );
  return {
    topic: 'ranks-agreement-and-many-comparisons',
    title: 'how far two years agree in order',
    text: `DM007, 2017-18 and 2018-19, ${pairs} locations with both: Spearman’s correlation is **${n(known(spearman, 'correlation'), 2)}**, and half of the locations move by ${n(known(medianAbsoluteRankChange, 'change'))} places or more on point estimates alone.`,
  };
}

function shrinkageExample(boards: readonly Unit[]): Example {
  const { model, shrunken, weight } = empiricalBayes(
    { estimate: boards.map(({ value }) => value), standardError: boards.map((unit) => 100 * errorOf(unit)) },
    { method: 'REML' },
  );
  const first = known(boards[0], 'board');
  return {
    topic: 'shrinkage-and-the-comparison-of-groups-of-units',
    title: 'one shrunken value',
    text: `DM007, 2018-19, ${boards.length} boards, REML: between-board variance τ² = ${n(known(model, 'model').tau2, 2)}, mean ${n(known(model, 'model').mean, 2)}%. ${first.short_name} has ${n(first.value, 2)}%, a weight of ${n(known(at(weight, 0), 'weight'), 4)} and a shrunken value of **${n(known(at(shrunken, 0), 'value'), 2)}%**: with denominators this large and chance as the only error, shrinkage does next to nothing.`,
  };
}

function differenceExample(): Example {
  // Made-up figures: eight units in four clusters, before and after.
  const before = [10.2, 9.8, 11.0, 10.6, 12.1, 11.7, 12.4, 12.0];
  const after = [9.9, 9.7, 10.4, 10.1, 10.2, 9.9, 11.1, 10.4];
  const treated = [0, 0, 0, 0, 1, 1, 1, 1];
  const cluster = [0, 0, 1, 1, 2, 2, 3, 3];
  const result = known(
    differenceInDifferences({
      outcome: [...before, ...after],
      treated: [...treated, ...treated],
      post: [...before.map(() => 0), ...after.map(() => 1)],
      cluster: [...cluster, ...cluster],
    }),
    'difference in differences',
  );
  const { controlBefore, controlAfter, treatedBefore, treatedAfter } = result.means;
  return {
    topic: 'difference-in-differences-and-clustered-standard-errors',
    title: 'two groups, two periods (made-up figures)',
    text: `Means: ${n(treatedBefore, 3)} to ${n(treatedAfter, 3)} where something changed, ${n(controlBefore, 3)} to ${n(controlAfter, 3)} elsewhere. The difference in differences is (${n(treatedAfter, 3)} − ${n(treatedBefore, 3)}) − (${n(controlAfter, 3)} − ${n(controlBefore, 3)}) = **${n(result.estimate, 3).replace('-', '−')}**.`,
  };
}

function testsExample(): Example {
  // Benjamini and Hochberg 1995, section 4.
  const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
  const adjusted = adjustPValues(p, 'benjamini-hochberg');
  const bonferroni = adjustPValues(p, 'bonferroni');
  const found = (column: typeof adjusted) => p.filter((_, row) => (at(column, row) ?? 1) <= 0.05).length;
  return {
    topic: 'ranks-agreement-and-many-comparisons',
    title: 'fifteen tests (Benjamini and Hochberg 1995)',
    text: `Of 15 p values from ${p[0]} to ${p.at(-1)}, 9 are below 0.05. Controlling the false discovery rate at 5% leaves **${found(adjusted)}**, Bonferroni’s correction ${found(bonferroni)}. The fifth, ${p[4]}, becomes ${n(known(at(adjusted, 4), 'p value'), 4)}.`,
  };
}
