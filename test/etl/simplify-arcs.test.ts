import { describe, expect, it } from 'vitest';
import { doCross, simplifyArcs } from '../../etl/simplify-arcs.ts';

describe('simplifying arcs', () => {
  it('leaves out light points and keeps the ends', () => {
    expect(
      simplifyArcs(
        [
          [
            [0, 0, Infinity],
            [1, 0.1, 1],
            [2, 5, 9],
            [3, 0, Infinity],
          ],
        ],
        2,
      ),
    ).toEqual([
      [
        [0, 0],
        [2, 5],
        [3, 0],
      ],
    ]);
  });

  it('puts a point back where the simpler lines would cross', () => {
    // The point goes round a headland that the other line runs out to.
    const coast = [
      [0, 0, Infinity],
      [5, 10, 1],
      [10, 0, Infinity],
    ];
    const headland = [
      [5, -5, Infinity],
      [5, 5, Infinity],
    ];
    expect(simplifyArcs([coast, headland], 2)).toEqual([
      [
        [0, 0],
        [5, 10],
        [10, 0],
      ],
      [
        [5, -5],
        [5, 5],
      ],
    ]);
    expect(simplifyArcs([coast], 2)).toEqual([
      [
        [0, 0],
        [10, 0],
      ],
    ]);
  });

  it('an island keeps three points besides its end and never becomes a line', () => {
    const [island = []] = simplifyArcs(
      [
        [
          [0, 0, Infinity],
          [1, 0, 0.1],
          [1, 1, 0.3],
          [0.5, 1.2, 0.01],
          [0, 1, 0.2],
          [0, 0, Infinity],
        ],
      ],
      2,
    );
    expect(island).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('lines that touch do not cross', () => {
    expect(doCross([0, 0], [2, 2], [0, 2], [2, 0])).toBe(true);
    expect(doCross([0, 0], [1, 1], [1, 1], [2, 0])).toBe(false);
    expect(doCross([0, 0], [2, 0], [1, 0], [1, 1])).toBe(false);
  });
});
