import * as library from '../../stats/distributions.ts';
import { studentisedRangeQuantile } from '../../stats/studentised-range.ts';
import { numberOf, numbers } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

type Row = (row: number) => number;

/** Each case of the key is named after the function it tests. */
export const distributions = defineTopic({
  topic: 'distributions',
  run(input, { id }) {
    const column = (name: string): Row => {
      const values = numbers(input, name);
      return (row) => values[row] as number;
    };
    const each = (name: string, value: Row): number[] => numbers(input, name).map((_, row) => value(row));
    const calls: Record<string, () => JsonObject> = {
      qnorm: () => ({ x: each('p', (row) => library.normalQuantile(column('p')(row))) }),
      pnorm: () => ({
        p: each('x', (row) => library.normalCdf(column('x')(row))),
        log_p: each('x', (row) => library.normalLogCdf(column('x')(row))),
      }),
      qchisq: () => ({ x: each('p', (row) => library.chiSquareQuantile(column('p')(row), column('df')(row))) }),
      pchisq: () => ({
        p: each('x', (row) => library.chiSquareCdf(column('x')(row), column('df')(row))),
        upper: each('x', (row) => library.chiSquareUpperTail(column('x')(row), column('df')(row))),
      }),
      qt: () => ({ x: each('p', (row) => library.studentTQuantile(column('p')(row), column('df')(row))) }),
      pt: () => ({ p: each('x', (row) => library.studentTCdf(column('x')(row), column('df')(row))) }),
      qgamma: () => ({ x: each('p', (row) => library.gammaQuantile(column('p')(row), column('shape')(row)) / numberOf(input, 'rate')) }),
      qbeta: () => ({ x: each('p', (row) => library.betaQuantile(column('p')(row), column('a')(row), column('b')(row))) }),
      ppois: () => ({ p: each('k', (row) => library.poissonCdf(column('k')(row), numberOf(input, 'mean'))) }),
      'qbinom-half': () => ({ k: each('n', (row) => library.binomialQuantile(numberOf(input, 'p'), column('n')(row), 0.5)) }),
      qtukey: () => ({ q: each('groups', (row) => studentisedRangeQuantile(numberOf(input, 'p'), column('groups')(row))) }),
    };
    const call = calls[id.replace('-0-df', '')];
    if (call === undefined) throw new RangeError(`unknown distribution: ${id}`);
    return call();
  },
});
