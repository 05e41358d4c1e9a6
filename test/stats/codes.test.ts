import { expect, test } from 'vitest';
import { codesOf, groupCount } from '../../stats/codes.ts';

test('labels get codes in sorted order, upper case before lower', () => {
  const { codes, labels } = codesOf(['b', 'a', 'B', 'b']);
  expect([...codes]).toEqual([2, 1, 0, 2]);
  expect(labels).toEqual(['B', 'a', 'b']);
});

test('the number of groups is the highest code plus one, or what the caller knows', () => {
  expect(groupCount('area', [0, 2, 1])).toBe(3);
  expect(groupCount('area', [0, 2, 1], 5)).toBe(5);
  expect(groupCount('area', [])).toBe(0);
});

test.each([
  [[0, -1], undefined, 'row 1: area must be a whole number from 0 to 1: -1'],
  [[0, 0.5], undefined, 'row 1: area must be a whole number from 0 to 1: 0.5'],
  [[Number.NaN], undefined, 'row 0: area must be a whole number from 0 to 0: NaN'],
  [[0, 7], undefined, 'row 1: area must be a whole number from 0 to 1: 7'],
  [[0, 3], 3, 'row 1: area must be a whole number from 0 to 2: 3'],
  [[0], -1, 'number of groups of area must be a whole number: -1'],
])('codes %o of %s groups are refused', (codes, groups, message) => {
  expect(() => groupCount('area', codes, groups)).toThrow(new RangeError(message));
});
