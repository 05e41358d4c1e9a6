import { inWorkers } from '../../etl/workers.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { simulatePanel } from '../../stats/simulated-panel.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { Truth, TruthTask } from '../support/simulated-truth.ts';
import { type BenchResult, resultOf } from './report.ts';

/** The competition test tried on simulated panels of known truth, from areas to verdict. */
export interface Scenario {
  name: string;
  panels: number;
  panel: TruthTask['panel'];
}

const usual = { systems: 60, areasPerSystem: 12, years: 1, effect: 0, confounding: 0, overlap: 'full' as const };

export const scenarios: readonly Scenario[] = [
  { name: 'no effect', panels: 1000, panel: usual },
  { name: 'no effect, rurality confounds (8%)', panels: 300, panel: { ...usual, confounding: -0.08 } },
  { name: 'effect of -8%, confounded the other way by as much', panels: 300, panel: { ...usual, effect: -0.08, confounding: 0.087 } },
  { name: 'effect of -20%', panels: 300, panel: { ...usual, effect: -0.2 } },
  { name: 'ten systems', panels: 300, panel: { ...usual, systems: 10 } },
  { name: 'no overlap in rurality, effect of -20%', panels: 300, panel: { ...usual, effect: -0.2, overlap: 'none' } },
];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What came of one scenario: shares of verdicts, mean differences, coverage of the truth. */
export function figuresOf(truths: readonly Truth[], effect: number): BenchResult['figures'] {
  // Relative to the mean of both kinds of system, as the differences are.
  const truth = effect / (1 + effect / 2);
  const share = (count: number): number => Number(((100 * count) / truths.length).toFixed(1));
  const claims = truths.filter(({ verdict }) => verdict?.startsWith('better') ?? false).length;
  const interval = wilsonInterval(claims, truths.length);
  const adjusted = truths.flatMap((one) => (one.adjusted === null ? [] : [one.adjusted]));
  const naive = truths.flatMap((one) => (one.naive === null ? [] : [one.naive]));
  const verdicts = [...new Set(truths.map(({ verdict }) => verdict ?? 'none'))].sort();
  return {
    panels: truths.length,
    '“better”, % of panels': share(claims),
    '95% interval, %': `${(100 * interval.lower).toFixed(1)} to ${(100 * interval.upper).toFixed(1)}`,
    'mean naive difference, %': Number((100 * mean(naive)).toFixed(2)),
    'mean adjusted difference, %': adjusted.length === 0 ? 'none' : Number((100 * mean(adjusted.map(({ estimate }) => estimate))).toFixed(2)),
    'intervals that hold the truth, %':
      adjusted.length === 0
        ? 'none'
        : Number(((100 * adjusted.filter(({ lower, upper }) => lower <= truth && truth <= upper).length) / adjusted.length).toFixed(1)),
    ...Object.fromEntries(verdicts.map((verdict) => [verdict, `${share(truths.filter((one) => (one.verdict ?? 'none') === verdict).length)}%`])),
  };
}

export async function benchTruth(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const { name, panels, panel } of scenarios) {
    const tasks = Array.from({ length: panels }, (_, seed): TruthTask => ({ seed: seed + 1, panel }));
    const simulated = performance.now();
    for (const { seed, panel: one } of tasks) simulatePanel(one, xoshiro128(seed));
    const alone = (performance.now() - simulated) / panels;
    const started = performance.now();
    const truths = await inWorkers<TruthTask, Truth>(new URL('../support/simulated-truth.ts', import.meta.url), 'truthOf', tasks);
    const each = (performance.now() - started) / panels;
    results.push(
      resultOf(
        `competition test on simulated panels: ${name}`,
        { measured: [each], baseline: [alone] },
        'simulating the panel alone',
        'ms a panel',
        figuresOf(truths, panel.effect),
      ),
    );
  }
  return results;
}
