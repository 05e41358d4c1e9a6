/** One benchmark: what was timed, against which baseline, in the same run. */
export interface BenchResult {
  name: string;
  /** What the aim is, where there is one. */
  aim?: string;
  /** Medians, with the smallest and largest of the runs. */
  measured: Sample;
  baseline: Sample & { name: string };
  /** Median of the ratios measured / baseline, pair by pair. */
  ratio: number;
  /** Further figures: rows, bytes, requests per second. */
  figures: Record<string, number | string>;
}

export interface Sample {
  unit: string;
  median: number;
  min: number;
  max: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export const sampleOf = (values: readonly number[], unit: string): Sample => ({
  unit,
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

const milliseconds = async (action: () => unknown): Promise<number> => {
  const started = performance.now();
  await action();
  return performance.now() - started;
};

/** Runs the measured action and its baseline in turn, so that a drift of the machine meets both. One warm-up pair. */
export async function inTurn(runs: number, measured: () => unknown, baseline: () => unknown): Promise<{ measured: number[]; baseline: number[] }> {
  const times = { measured: [] as number[], baseline: [] as number[] };
  for (let run = -1; run < runs; run += 1) {
    const m = await milliseconds(measured);
    const b = await milliseconds(baseline);
    if (run < 0) continue;
    times.measured.push(m);
    times.baseline.push(b);
  }
  return times;
}

export function resultOf(
  name: string,
  times: { measured: number[]; baseline: number[] },
  baselineName: string,
  unit: string,
  figures: BenchResult['figures'],
  aim?: string,
): BenchResult {
  const rows = ['rows', 'units', 'quantiles', 'months'].map((key) => figures[key]).find((value) => typeof value === 'number');
  const speed =
    rows === undefined || unit !== 'ms' ? {} : { 'per second': ((figures.series as number | undefined) ?? 1) * rows * (1000 / median(times.measured)) };
  return {
    name,
    ...(aim === undefined ? {} : { aim }),
    measured: sampleOf(times.measured, unit),
    baseline: { name: baselineName, ...sampleOf(times.baseline, unit) },
    ratio: median(times.measured.map((value, index) => value / (times.baseline[index] ?? Number.NaN))),
    figures: { ...figures, ...speed },
  };
}

const number = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3));

export function printed({ name, aim, measured, baseline, ratio, figures }: BenchResult): string {
  const spread = (sample: Sample) => `${number(sample.median)} ${sample.unit} (${number(sample.min)} to ${number(sample.max)})`;
  const extra = Object.entries(figures).map(([key, value]) => `  ${key}: ${typeof value === 'number' ? number(value) : value}`);
  return [
    `${name}: ${spread(measured)}${aim === undefined ? '' : `; aim: ${aim}`}`,
    `  baseline: ${baseline.name}: ${spread(baseline)}; ratio ${ratio.toPrecision(3)}`,
    ...extra,
  ].join('\n');
}
