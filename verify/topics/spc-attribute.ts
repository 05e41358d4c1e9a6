import { attributeChart, rangeBias } from '../../stats/attribute-chart.ts';
import { at, type Column, toNullable } from '../../stats/column.ts';
import { runChart } from '../../stats/run-chart.ts';
import { xmrChart } from '../../stats/xmr.ts';
import { plotTheDotsRules, zone } from '../../stats/xmr-rules.ts';
import { numberOf, numbers, stringOf } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

interface Drawn {
  y: (number | null)[];
  centre: number | null;
  lower: (number | null)[];
  upper: (number | null)[];
  outside: boolean[];
}

const filled = <T>(like: readonly unknown[], value: T): T[] => like.map(() => value);

function drawn(input: JsonObject): Drawn {
  const chart = stringOf(input, 'chart');
  const multiplier = numberOf(input, 'multiply');
  if (chart === 'run' || chart === 'i') {
    const y = numbers(input, 'value').map((value) => (value === null ? null : value * multiplier));
    if (chart === 'run') return { y, centre: runChart(y).centre, lower: filled(y, null), upper: filled(y, null), outside: filled(y, false) };
    const limits = xmrChart({ value: y }, { rules: plotTheDotsRules, limitFactor: 3 / rangeBias });
    const one = (column: Column) => at(column, 0);
    const outside = Array.from(limits.zone, (code) => code === zone.outside);
    return { y, centre: one(limits.centre), lower: filled(y, one(limits.lower)), upper: filled(y, one(limits.upper)), outside };
  }
  if (!['p', 'pp', 'u', 'up'].includes(chart)) throw new RangeError(`input.chart: expected p, pp, u, up, i or run: ${chart}`);
  const counts = { numerator: numbers(input, 'numerator'), denominator: numbers(input, 'denominator') };
  const { value, lower, upper, centre, outside } = attributeChart(counts, {
    model: chart.startsWith('p') ? 'proportion' : 'rate',
    laney: chart.length === 2,
    multiplier,
  });
  return { y: toNullable(value), centre, lower: toNullable(lower), upper: toNullable(upper), outside: Array.from(outside, (flag) => flag === 1) };
}

export const spcAttribute = defineTopic({
  topic: 'spc-attribute',
  run(input) {
    const { y, centre, lower, upper, outside } = drawn(input);
    const runs = runChart(y, { centre });
    return {
      y,
      centre: filled(y, centre),
      lower,
      upper,
      sigma_signal: outside,
      runs_signal: runs.signal,
      longest_run: runs.longestRun,
      longest_run_max: runs.longestRunAtMost,
      n_crossings: runs.crossings,
      n_crossings_min: runs.crossingsAtLeast,
      n_useful: runs.useful,
    };
  },
});
