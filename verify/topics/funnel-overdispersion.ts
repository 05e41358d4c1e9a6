import { codesOf } from '../../stats/codes.ts';
import { type Column, emptyColumn, setAt, toNullable } from '../../stats/column.ts';
import { exactRatioLimits, funnelLimits, limitsOnScale, outsideLimits } from '../../stats/funnel-limits.ts';
import type { LimitColumns } from '../../stats/funnel-phe.ts';
import { type FunnelScale, funnelScores } from '../../stats/funnel-scores.ts';
import { overdispersion } from '../../stats/overdispersion.ts';
import { numberOf, numbers, stringOf, strings } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

function scaleOf(input: JsonObject): FunnelScale {
  const type = stringOf(input, 'data_type');
  if (type === 'PR') return 'arcsine-proportion';
  if (type === 'RC') return 'log-counts';
  if (type !== 'SR') throw new RangeError(`input.data_type: expected SR, PR or RC: ${type}`);
  const method = stringOf(input, 'sr_method');
  if (method !== 'SHMI' && method !== 'CQC') throw new RangeError(`input.sr_method: expected SHMI or CQC: ${method}`);
  return method === 'SHMI' ? 'log-ratio' : 'root-ratio';
}

/** Rows of one group are one unit: its counts are their sums. */
function summed(codes: Int32Array, groups: number, values: readonly (number | null)[]): Float64Array {
  const sums = new Float64Array(groups);
  for (const [row, code] of codes.entries()) sums[code] = (sums[code] ?? 0) + (values[row] ?? 0);
  return sums;
}

function ratios(numerator: Float64Array, denominator: Float64Array): Column {
  const column = emptyColumn(numerator.length);
  for (const [row, n] of denominator.entries()) if (n > 0) setAt(column, row, (numerator[row] ?? 0) / n);
  return column;
}

const levels = [
  ['95', 0.95],
  ['998', 0.998],
] as const;

export const funnelOverdispersion = defineTopic({
  topic: 'funnel-overdispersion',
  run(input) {
    const scale = scaleOf(input);
    const { codes, labels } = codesOf(strings(input, 'group'));
    const multiplier = numberOf(input, 'multiplier');
    const numerator = summed(codes, labels.length, numbers(input, 'numerator'));
    const exact = summed(codes, labels.length, numbers(input, 'denominator'));
    const denominator = input.round_expected_to_2dp === true ? exact.map((value) => Number(value.toFixed(2))) : exact;
    const scores = funnelScores({ numerator, denominator }, { scale });
    const { phi, tau2, score, trimmed } = overdispersion(scores, { trim: scale === 'log-ratio' ? 'truncate' : 'winsorise', share: numberOf(input, 'trim_by') });
    const ratio = ratios(numerator, exact);
    const result: JsonObject = {
      phi,
      tau2,
      target: scores.target,
      group: labels,
      numerator: [...numerator],
      denominator: [...denominator],
      ratio: toNullable(ratio),
      z_unadjusted: toNullable(scores.score),
      z_trimmed: toNullable(score),
      [scale === 'log-ratio' ? 'truncated' : 'winsorised']: [...trimmed],
    };
    const options = { scale, target: scores.target, error: scale === 'log-counts' ? 'half-root' : 'at-target' } as const;
    const added = tau2 ?? 0;
    const byChance = (confidence: number): LimitColumns =>
      scale === 'log-ratio' || scale === 'root-ratio'
        ? exactRatioLimits(denominator, { confidence, multiplier })
        : funnelLimits(denominator, { ...options, confidence, multiplier });
    const untransformed: JsonObject = {};
    for (const [level, confidence] of levels) {
      const put = (to: JsonObject, prefix: string, { lower, upper }: LimitColumns) => {
        to[`${prefix}lower${level}`] = toNullable(lower);
        to[`${prefix}upper${level}`] = toNullable(upper);
      };
      put(result, '', byChance(confidence));
      put(result, 'od_', funnelLimits(denominator, { ...options, tau2: added, confidence, multiplier }));
      put(untransformed, 'od_', limitsOnScale(denominator, { ...options, tau2: added, confidence }));
    }
    result.package_od_limits_NOT_back_transformed = untransformed;
    const outlierLevel = stringOf(input, 'outlier_limit') === '95' ? 0.95 : 0.998;
    result.outlier = [...outsideLimits(ratio, funnelLimits(denominator, { ...options, tau2: added, confidence: outlierLevel }))];
    return result;
  },
});
