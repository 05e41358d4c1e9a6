import { expect, test } from 'vitest';
import { agreesAtDecimals } from '../../verify/decimals.ts';
import type { JsonObject } from '../../verify/runner.ts';

const agrees = (decimals: JsonObject, path: string[], expected: number, got: number) =>
  agreesAtDecimals(path, expected, got, { id: 'a', tolerance: 0, input: { decimals }, expected: {} });

test('a printed figure agrees within half a unit of its last decimal, and a hundredth more', () => {
  expect(agrees({ rate: 1 }, ['rate'], 28.7, 28.6713)).toBe(true);
  expect(agrees({ rate: 1 }, ['rate'], 28.7, 28.649)).toBe(false);
  expect(agrees({ rate: 2 }, ['units', '3', 'rate', '0'], 28.67, 28.68)).toBe(false);
});

test('a field without decimals is left to the tolerance of the case', () => {
  expect(agrees({ rate: 1 }, ['count'], 3, 4)).toBeUndefined();
  expect(agreesAtDecimals(['rate'], 1, 1, { id: 'a', tolerance: 0, input: {}, expected: {} })).toBeUndefined();
});
