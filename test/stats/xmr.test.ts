import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, toNullable } from '../../stats/column.ts';
import { meanMovingRange } from '../../stats/moving-range.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { xmrChart } from '../../stats/xmr.ts';
import { assuranceOf, variationOf } from '../../stats/xmr-icons.ts';
import { makingDataCountRules, plotTheDotsRules, xmrSignals, zone } from '../../stats/xmr-rules.ts';
import { naiveXmr } from '../support/naive-xmr.ts';

const signalsOf = (value: readonly (number | null)[], options: Parameters<typeof xmrChart>[1] = {}) =>
  Array.from(xmrChart({ value }, options).signal, (code) => xmrSignals[code]);

/** A quiet stretch about 10 with limits 10 ± 2.66 · 2, so that what follows is judged against known limits. */
const quiet = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11];
const judged = (values: readonly number[], rules = makingDataCountRules) =>
  signalsOf([...quiet, ...values], { rules, fixAfter: quiet.length }).slice(quiet.length);

describe('limits of an XmR chart', () => {
  test('are the mean ± 2.66 mean moving ranges', () => {
    const { centre, lower, upper, meanMovingRange: range } = xmrChart({ value: [10, 12, 11, 15] });
    expect(at(centre, 0)).toBe(12);
    expect(at(range, 0)).toBeCloseTo(7 / 3, 12);
    expect(at(lower, 0)).toBeCloseTo(12 - (2.66 * 7) / 3, 12);
    expect(at(upper, 0)).toBeCloseTo(12 + (2.66 * 7) / 3, 12);
  });

  test('leave a very large range out when ranges are screened', () => {
    const values = [1, 2, 1, 2, 1, 2, 1, 2, 40];
    // Ranges: seven of 1 and one of 38; their mean is 5.625, and 38 is above 3.267 times it.
    expect(meanMovingRange(values, 9, false)).toBeCloseTo(45 / 8, 12);
    expect(meanMovingRange(values, 9, true)).toBe(1);
  });

  test('a value that is not known is no point, and its neighbours follow each other', () => {
    const withGap = xmrChart({ value: [10, null, 12, 11, null, 15] });
    const without = xmrChart({ value: [10, 12, 11, 15] });
    expect(withGap.upper).toEqual(without.upper);
    expect(withGap.points[0]).toBe(4);
    expect(withGap.signal[1]).toBe(0);
  });

  test('each stretch has its own, and no range crosses the line between them', () => {
    const chart = xmrChart({ value: [1, 2, 1, 101, 102, 101], stretch: [0, 0, 0, 1, 1, 1] });
    expect(toNullable(chart.meanMovingRange)).toEqual([1, 1]);
    expect([...chart.points]).toEqual([3, 3]);
    expect(at(chart.centre, 1)).toBeCloseTo(100 + (at(chart.centre, 0) ?? 0), 10);
  });

  test('one point has a centre but no limits, and a stretch without a point has neither', () => {
    const chart = xmrChart({ value: [null, 7, null], stretch: [0, 1, 2] });
    expect(toNullable(chart.centre)).toEqual([null, 7, null]);
    expect(toNullable(chart.upper)).toEqual([null, null, null]);
    expect([...chart.signal]).toEqual([0, 0, 0]);
    expect(toNullable(xmrChart({ value: [] }).centre)).toEqual([]);
  });

  test('all equal values have limits without width and no signal', () => {
    const chart = xmrChart({ value: new Float64Array(20).fill(0.1) });
    expect([at(chart.lower, 0), at(chart.centre, 0), at(chart.upper, 0)]).toEqual([0.1, 0.1, 0.1]);
    expect([...chart.signal]).toEqual(new Array(20).fill(0));
    expect(at(xmrChart({ value: [5, 5, 5] }, { rules: plotTheDotsRules }).upper, 0)).toBe(5);
  });

  test('rest on the first points only when they are fixed', () => {
    const chart = xmrChart({ value: [10, 12, 11, 500, 600] }, { fixAfter: 3 });
    expect(at(chart.centre, 0)).toBe(11);
    expect([...chart.zone]).toEqual([0, 0, 0, zone.outside, zone.outside]);
  });

  test.each([
    [{ value: [1, Number.NaN] }, 'row 1: value is not a finite number: NaN'],
    [{ value: [1, Number.POSITIVE_INFINITY] }, 'row 1: value is not a finite number: Infinity'],
    [{ value: [1, 2, 3], stretch: [0, 1, 0] }, 'row 2: rows must be in order of stretch: 0 after 1'],
    [{ value: [1, 2], stretch: [0, -1] }, 'row 1'],
    [{ value: [1, 2], stretch: [0] }, 'columns differ in length'],
  ])('refuse %j', (input, message) => {
    expect(() => xmrChart(input)).toThrow(message);
  });

  test.each([[{ fixAfter: 0 }], [{ fixAfter: 1.5 }], [{ limitFactor: 0 }], [{ rules: { ...plotTheDotsRules, shift: 1 } }]])('refuse options %j', (options) => {
    expect(() => xmrChart({ value: [1, 2] }, options)).toThrow(RangeError);
  });
});

describe('rules', () => {
  test('seven points on one side are a shift, six are not, and a point on the centre breaks it', () => {
    expect(judged([11, 11, 12, 11, 12, 11, 12])).toEqual(new Array(7).fill('shift-above'));
    expect(judged([9, 8, 9, 8, 9, 8, 9, 11])).toEqual([...new Array(7).fill('shift-below'), 'common-cause']);
    expect(judged([9, 12, 11, 12, 11, 12, 11])).toEqual(new Array(7).fill('common-cause'));
    expect(judged([9, 12, 11, 12, 10, 12, 11, 12])).toEqual(new Array(8).fill('common-cause'));
  });

  test('six rises in a row are a trend of seven points, and an equal neighbour breaks it', () => {
    expect(judged([8, 8.5, 9, 9.5, 10, 10.5, 11])).toEqual(new Array(7).fill('rising-trend'));
    expect(judged([12, 8, 8.5, 9, 9, 9.5, 10.5, 11])).toEqual(new Array(8).fill('common-cause'));
    expect(judged([11, 8, 8.5, 9, 9.5, 10, 10.5, 9])).toEqual(new Array(8).fill('common-cause'));
  });

  test('a point that a rising and a falling trend share takes the later', () => {
    const peak = judged([8, 8.5, 9, 9.5, 10, 10.5, 11, 10.5, 10, 9.5, 9, 8.5, 8]);
    expect(peak.slice(0, 6)).toEqual(new Array(6).fill('rising-trend'));
    expect(peak.slice(6)).toEqual(new Array(7).fill('falling-trend'));
  });

  test('two of three beyond the near limit are marked, not the third', () => {
    // Near limit 13.55, limit 15.32.
    expect(judged([9, 14, 11, 14, 9])).toEqual(['common-cause', 'two-in-three-above', 'common-cause', 'two-in-three-above', 'common-cause']);
    expect(judged([9, 14, 9, 14, 9])).toEqual(new Array(5).fill('common-cause'));
  });

  test('a point outside the limits counts towards two in three since late 2023, and does not in the package', () => {
    expect(judged([9, 14, 16, 11], makingDataCountRules)).toEqual(['common-cause', 'two-in-three-above', 'above-limit', 'common-cause']);
    expect(judged([9, 14, 16, 9], makingDataCountRules)[1]).toBe('common-cause');
    expect(judged([9, 14, 16, 11], plotTheDotsRules)).toEqual(['common-cause', 'common-cause', 'above-limit', 'common-cause']);
  });

  test('outside a limit comes before a trend, a trend before two in three, and that before a shift', () => {
    expect(judged([11, 12, 13, 14, 14.5, 15, 16])).toEqual([...new Array(6).fill('rising-trend'), 'above-limit']);
    expect(judged([11, 12, 11, 14, 14, 11, 12])).toEqual([
      'shift-above',
      'shift-above',
      'shift-above',
      'two-in-three-above',
      'two-in-three-above',
      'shift-above',
      'shift-above',
    ]);
  });

  test('a rule set may ask for six points', () => {
    expect(judged([11, 11, 12, 11, 12, 11, 9], { ...makingDataCountRules, name: 'six', shift: 6 }).slice(0, 6)).toEqual(new Array(6).fill('shift-above'));
  });

  test('never look across a rebase line', () => {
    const value = [9, 11, 9, 11, 11, 11, 11, 11, 11, 11, 9, 9];
    const stretch = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    expect([...xmrChart({ value, stretch }).signal]).toEqual(new Array(12).fill(0));
    expect([...xmrChart({ value }).signal].some((code) => code > 0)).toBe(true);
  });
});

const series = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 2, maxLength: 60 });

describe('an XmR chart of any series', () => {
  test('agrees with the obvious version', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(plotTheDotsRules, makingDataCountRules), (value, rules) => {
        // In halves of whole numbers far from 0, means differ from values by rounding in neither version.
        const naive = naiveXmr(value, rules);
        fc.pre(naive.every(({ centre, value: x }) => x === centre || Math.abs(x - centre) > 1e-9));
        fc.pre(naive.every(({ lower, upper, value: x }) => Math.abs(x - lower) > 1e-9 && Math.abs(x - upper) > 1e-9));
        const chart = xmrChart({ value }, { rules });
        expect(at(chart.upper, 0)).toBeCloseTo(naive[0]?.upper ?? 0, 9);
        expect(Array.from(chart.signal, (code) => xmrSignals[code])).toEqual(naive.map(({ signal }) => signal));
      }),
      { numRuns: 500 },
    );
  });

  test('has the same signals in other units, and turns them round with the sign', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(0.25, 2, 1024), (value, unit) => {
        const signal = [...xmrChart({ value }).signal];
        expect([...xmrChart({ value: value.map((x) => x * unit) }).signal]).toEqual(signal);
        const turned = [...xmrChart({ value: value.map((x) => -x) }).signal];
        expect(turned.map((code) => (code === 0 ? 0 : code % 2 === 1 ? code + 1 : code - 1))).toEqual(signal);
      }),
    );
  });

  test('is that of each stretch alone', () => {
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 5 }), (many) => {
        const whole = xmrChart({ value: many.flat(), stretch: many.flatMap((one, code) => one.map(() => code)) });
        expect([...whole.signal]).toEqual(many.flatMap((value) => [...xmrChart({ value }).signal]));
        expect(toNullable(whole.lower)).toEqual(many.map((value) => at(xmrChart({ value }).lower, 0)));
      }),
    );
  });
});

test('chance alone puts about 3 in 1,000 points of a long series outside the limits', () => {
  const generator = xoshiro128(1924);
  const points = 100_000;
  const chart = xmrChart({ value: Float64Array.from({ length: points }, () => generator.normal()) });
  const outside = chart.zone.reduce((sum, code) => sum + Number(code === zone.outside), 0) / points;
  // 2.66 · 1.128 = 3.0005 standard deviations: 0.27%.
  expect(Math.abs(outside - 0.0027)).toBeLessThan(4 * Math.sqrt(0.0027 / points));
});

describe('icons', () => {
  test.each([
    ['above-limit', 'higher-is-better', 'improvement'],
    ['above-limit', 'lower-is-better', 'concern'],
    ['falling-trend', 'lower-is-better', 'improvement'],
    ['two-in-three-below', 'higher-is-better', 'concern'],
    ['shift-above', 'no-judgement', 'high'],
    ['shift-below', 'no-judgement', 'low'],
    ['common-cause', 'higher-is-better', 'common-cause'],
  ] as const)('%s where %s is %s', (signal, polarity, variation) => {
    expect(variationOf(xmrSignals.indexOf(signal), polarity)).toBe(variation);
  });

  test.each([
    [5, 'higher-is-better', 'consistently-passes'],
    [25, 'higher-is-better', 'consistently-fails'],
    [5, 'lower-is-better', 'consistently-fails'],
    [25, 'lower-is-better', 'consistently-passes'],
    [15, 'higher-is-better', 'hit-or-miss'],
    [20, 'higher-is-better', 'hit-or-miss'],
    [5, 'no-judgement', null],
    [null, 'higher-is-better', null],
  ] as const)('limits 10 to 20 and a target of %s where %s: %s', (target, polarity, assurance) => {
    expect(assuranceOf({ lower: 10, upper: 20, target }, polarity)).toBe(assurance);
  });

  test('no limits, no assurance', () => {
    expect(assuranceOf({ lower: null, upper: null, target: 4 }, 'higher-is-better')).toBeNull();
  });
});
