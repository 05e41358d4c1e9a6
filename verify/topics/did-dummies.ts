import { biasReducedVariance } from '../../stats/bias-reduced-variance.ts';
import { clusterVariance } from '../../stats/cluster-variance.ts';
import { codesOf } from '../../stats/codes.ts';
import { leastSquares } from '../../stats/least-squares.ts';
import { agreesAtDecimals } from '../decimals.ts';
import { booleanOf, numbers } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

/** A panel with a dummy for every unit and time, maybe a trend for every unit, maybe weighted; errors clustered by unit. */
export const didDummies = defineTopic({
  topic: 'did-dummies',
  run(input) {
    const unit = codesOf(numbers(input, 'unit').map(String)).codes;
    const times = Float64Array.from(known(input, 'time'));
    const exposure = Float64Array.from(known(input, 'exposure'));
    const design = [new Float64Array(unit.length).fill(1), exposure, ...dummies(unit), ...dummies(codesOf(Array.from(times, String)).codes)];
    // One trend is the others' together with the times: the first unit has none of its own.
    if (booleanOf(input, 'trends')) {
      const middle = times.reduce((sum, time) => sum + time / times.length, 0);
      design.push(...dummies(unit).map((dummy) => dummy.map((flag, row) => flag * ((times[row] as number) - middle))));
    }
    const weights = input.weight === null ? undefined : Float64Array.from(known(input, 'weight'));
    const fit = leastSquares(design, Float64Array.from(known(input, 'outcome')), weights);
    const stata = clusterVariance(fit, 1, unit, 'stata');
    const reduced = biasReducedVariance(fit, 1, unit);
    return {
      rows: fit.rows,
      clusters: stata?.clusters ?? null,
      estimate: fit.coefficients[1] as number,
      se_cr1: stata === null ? null : Math.sqrt(stata.variance),
      se_cr2: reduced === null ? null : Math.sqrt(reduced.variance),
      df_cr2: reduced?.degrees ?? null,
    };
  },
  accepts: agreesAtDecimals,
});

function known(input: JsonObject, name: string): number[] {
  const values = numbers(input, name);
  if (values.length === 0 || values.some((value) => value === null)) throw new RangeError(`input.${name}: expected every value to be known`);
  return values as number[];
}

/** A column for every code but the first. */
function dummies(codes: Int32Array): Float64Array[] {
  const groups = Math.max(...codes) + 1;
  return Array.from({ length: groups - 1 }, (_, group) => Float64Array.from(codes, (code) => (code === group + 1 ? 1 : 0)));
}
