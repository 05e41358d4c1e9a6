import { directlyStandardisedRates } from '../../stats/directly-standardised-rate.ts';
import { byarInterval } from '../../stats/poisson.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { slopeIndices } from '../../stats/slope-index.ts';
import { simulatedSlopeIndexLimits } from '../../stats/slope-index-simulated.ts';
import { europeanStandard2013 } from '../../stats/standard-populations.ts';
import { type BenchResult, inTurn, resultOf } from './report.ts';

interface Row {
  area: number;
  band: number;
  count: number;
  population: number;
}

/** Made-up events of areas by age band, as columns and as objects. */
function areasByBand(areas: number, standard: readonly number[]) {
  const random = xoshiro128(1);
  const length = areas * standard.length;
  const columns = { area: new Int32Array(length), band: new Uint8Array(length), count: new Float64Array(length), population: new Float64Array(length) };
  const rows: Row[] = [];
  for (let row = 0; row < length; row += 1) {
    const population = 100 + Math.floor(900 * random.uniform());
    const values = { area: Math.floor(row / standard.length), band: row % standard.length, population, count: Math.floor(0.1 * population * random.uniform()) };
    columns.area[row] = values.area;
    columns.band[row] = values.band;
    columns.count[row] = values.count;
    columns.population[row] = values.population;
    rows.push(values);
  }
  return { columns, rows };
}

/** The obvious version: group objects by area, then sum each group. */
function ratesOfRows(rows: readonly Row[], standard: readonly number[]) {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.area);
    if (group === undefined) groups.set(row.area, [row]);
    else group.push(row);
  }
  const total = standard.reduce((sum, people) => sum + people, 0);
  return [...groups].map(([area, group]) => {
    const sum = (each: (row: Row) => number) => group.map(each).reduce((a, b) => a + b, 0);
    const count = sum((row) => row.count);
    const value = sum((row) => ((standard[row.band] ?? 0) * row.count) / row.population) / total;
    const variance = sum((row) => ((standard[row.band] ?? 0) ** 2 * row.count) / row.population ** 2) / total ** 2;
    const { lower, upper } = byarInterval(count);
    const scale = Math.sqrt(variance / count);
    return { area, count, population: sum((row) => row.population), value, lower: value + scale * (lower - count), upper: value + scale * (upper - count) };
  });
}

/** Directly standardised rates of 100,000 areas and 19 age bands in one call, against grouping row objects. */
export async function benchDirectlyStandardisedRates(runs = 7): Promise<BenchResult> {
  const standard = europeanStandard2013.population;
  const { columns, rows } = areasByBand(100_000, standard);
  const times = await inTurn(
    runs,
    () => directlyStandardisedRates(columns, standard),
    () => ratesOfRows(rows, standard),
  );
  return resultOf('directly standardised rates, 100,000 areas', times, 'row objects grouped by area', 'ms', { rows: rows.length }, 'under 100 ms');
}

/** Slope and relative indices of 100 areas in tenths, closed form against 1,000 draws. */
export async function benchSlopeIndices(runs = 15): Promise<BenchResult> {
  const random = xoshiro128(2);
  const length = 1000;
  const column = (each: (row: number) => number) => Float64Array.from({ length }, (_, row) => each(row));
  const quantileOf = (row: number) => row % 10;
  const rows = {
    area: column((row) => Math.floor(row / 10)),
    quantile: column(quantileOf),
    population: column(() => 1000 + 500 * random.uniform()),
    value: column((row) => 75 + quantileOf(row) + random.normal()),
    standardError: column(() => 0.5 + random.uniform()),
  };
  const draws = 1000;
  const times = await inTurn(
    runs,
    () => slopeIndices(rows),
    () => simulatedSlopeIndexLimits(rows, { draws, generator: xoshiro128(3) }),
  );
  return resultOf('slope indices, 100 areas in tenths', times, `simulation, ${draws} draws`, 'ms', { rows: length }, 'under 5 ms');
}
