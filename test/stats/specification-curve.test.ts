import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { specificationCurve } from '../../stats/specification-curve.ts';

/** Intervals of one width around the estimates. */
const curve = (estimate: (number | null)[], width: number, reference = 0) =>
  specificationCurve({
    estimate,
    lower: estimate.map((value) => (value === null ? null : value - width)),
    upper: estimate.map((value) => (value === null ? null : value + width)),
    reference,
  });

describe('a finding under many definitions', () => {
  test('by hand: five of six agree in sign, three exclude zero', () => {
    const found = curve([-4, -3, -6, 1, -1, -2, null], 2.5);
    expect(found).toMatchObject({ number: 6, notEstimated: 1, median: -2.5, lowest: -6, highest: 1, shareExcludingZero: 0.5, robust: false });
    expect(found?.shareWithSign).toBeCloseTo(5 / 6, 12);
    expect([...(found?.order ?? [])]).toEqual([2, 0, 1, 5, 4, 3]);
  });

  test('robust at exactly 90% and 50%', () => {
    const ten = [1, 1, 1, 1, 1, 3, 3, 3, 3, -1];
    expect(curve(ten, 2)?.robust).toBe(false); // four of ten exclude zero
    expect(curve([...ten.slice(1), 3], 2)?.robust).toBe(true);
    expect(curve([3, 3, 3, 3, 3, 3, 3, 3, -1, -1], 2)?.robust).toBe(false);
  });

  test('an estimate of 0 has no sign, and no interval excludes nothing', () => {
    const found = specificationCurve({ estimate: [2, 0], lower: [null, null], upper: [null, null], reference: 0 });
    expect(found).toMatchObject({ shareWithSign: 0.5, shareExcludingZero: 0 });
  });

  test('null when the default is 0 or could not be estimated', () => {
    expect(curve([0, 1, 2], 1)).toBeNull();
    expect(curve([1, null, 2], 1, 1)).toBeNull();
  });

  test('changing every sign changes the median’s alone; shares are within 0 to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 5 }), (estimate, width) => {
        const [one, other] = [
          curve(estimate, width),
          curve(
            estimate.map((value) => -value),
            width,
          ),
        ];
        expect(other?.median ?? 0).toBeCloseTo(-(one?.median ?? 0), 12);
        expect(other?.shareWithSign).toBe(one?.shareWithSign);
        expect(other?.shareExcludingZero).toBe(one?.shareExcludingZero);
        expect(other?.robust).toBe(one?.robust);
        for (const share of one === null ? [] : [one.shareWithSign, one.shareExcludingZero]) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });

  test.each([
    ['an estimate that is not finite', { estimate: [1, Number.NaN], lower: [0, 0], upper: [2, 2], reference: 0 }, 'row 1: estimate must be finite: NaN'],
    ['half an interval', { estimate: [1], lower: [0], upper: [null], reference: 0 }, 'row 0: impossible interval from 0 to null'],
    ['limits the wrong way round', { estimate: [1], lower: [2], upper: [0], reference: 0 }, 'row 0: impossible interval from 2 to 0'],
    ['a reference beyond the last', { estimate: [1], lower: [0], upper: [2], reference: 1 }, 'reference must be a whole number from 0 to 0: 1'],
    ['unequal lengths', { estimate: [1], lower: [], upper: [2], reference: 0 }, 'columns differ in length'],
  ])('refuses %s', (_, input, message) => {
    expect(() => specificationCurve(input)).toThrow(message);
  });
});
