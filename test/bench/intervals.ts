import { gammaQuantile } from '../../stats/distributions.ts';
import { overlapIntervals } from '../../stats/overlap-intervals.ts';
import { countInterval, rateIntervals } from '../../stats/poisson.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { wilsonInterval, wilsonIntervals } from '../../stats/wilson.ts';
import { type BenchResult, inTurn, resultOf } from './report.ts';

interface Row {
  count: number;
  denominator: number;
}

/** Made-up counts as columns and as objects; one in four is small. */
function countsOf(length: number) {
  const random = xoshiro128(1);
  const columns = { count: new Float64Array(length), denominator: new Float64Array(length) };
  const rows: Row[] = [];
  for (let row = 0; row < length; row += 1) {
    const denominator = 100 + Math.floor(9900 * random.uniform());
    const count = row % 4 === 0 ? Math.floor(10 * random.uniform()) : Math.floor(denominator * random.uniform());
    columns.count[row] = count;
    columns.denominator[row] = denominator;
    rows.push({ count, denominator });
  }
  return { columns, rows };
}

/** Wilson intervals of 100,000 proportions in one call, against one object a row. */
export async function benchWilson(length = 100_000, runs = 15): Promise<BenchResult> {
  const { columns, rows } = countsOf(length);
  const counts = { numerator: columns.count, denominator: columns.denominator };
  const times = await inTurn(
    runs,
    () => wilsonIntervals(counts, { multiplier: 100 }),
    () => rows.map(({ count, denominator }) => ({ value: count / denominator, ...wilsonInterval(count, denominator) })),
  );
  return resultOf(`Wilson intervals of ${length.toLocaleString('en-GB')} proportions`, times, 'the scalar, an object a row', 'ms', { rows: length }, '< 10 ms');
}

/** Rates with Byar's or exact limits, against one object a row. */
export async function benchRates(length = 100_000, runs = 9): Promise<BenchResult> {
  const { columns, rows } = countsOf(length);
  const times = await inTurn(
    runs,
    () => rateIntervals(columns, { multiplier: 1000 }),
    () => rows.map(({ count, denominator }) => ({ value: count / denominator, denominator, ...countInterval(count) })),
  );
  return resultOf(`rates of ${length.toLocaleString('en-GB')} units, a quarter with exact limits`, times, 'the scalar, an object a row', 'ms', {
    rows: length,
  });
}

/** Gamma quantiles, small shapes and large, against as many Wilson limits as a yardstick of the machine. */
export async function benchGammaQuantiles(length = 20_000, runs = 9): Promise<BenchResult> {
  const random = xoshiro128(2);
  const shapes = Float64Array.from({ length }, () => 10 ** (6 * random.uniform()));
  const sink = { sum: 0 };
  const times = await inTurn(
    runs,
    () => {
      for (const shape of shapes) sink.sum += gammaQuantile(0.025, shape);
    },
    () => {
      for (const shape of shapes) sink.sum += wilsonInterval(1, 1 + shape).upper;
    },
  );
  return resultOf(`${length.toLocaleString('en-GB')} gamma quantiles, shapes 1 to 1,000,000`, times, 'as many Wilson intervals', 'ms', { quantiles: length });
}

/** Overlap intervals of many units: time grows with the units, not with their pairs. */
export async function benchOverlap(length = 100_000, runs = 5): Promise<BenchResult> {
  const random = xoshiro128(3);
  const errors = Float64Array.from({ length }, () => 0.1 + random.uniform());
  const units = (count: number) => ({ estimate: new Float64Array(count), standardError: errors.subarray(0, count) });
  const times = await inTurn(
    runs,
    () => overlapIntervals(units(length)),
    () => overlapIntervals(units(length / 10)),
  );
  return resultOf(`overlap intervals of ${length.toLocaleString('en-GB')} units`, times, 'a tenth of the units', 'ms', { units: length });
}
