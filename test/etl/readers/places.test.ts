import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { inReadableCase } from '../../../etl/readers/capitals.ts';
import { nationalGrid, projected } from '../../../etl/readers/national-grid.ts';
import { nearestOf } from '../../../etl/readers/nearest.ts';

const degrees = (d: number, m: number, s: number): number => ((d + m / 60 + s / 3600) * Math.PI) / 180;

// Ordnance Survey, A guide to coordinate systems in Great Britain, annex C.1, worked example.
it('projects the worked example of the Ordnance Survey to the millimetre', () => {
  const { east, north } = projected(degrees(52, 39, 27.2531), degrees(1, 43, 4.5177));
  expect(east).toBeCloseTo(651_409.903, 3);
  expect(north).toBeCloseTo(313_177.27, 3);
});

// The Caister water tower of the guide: OSGB36 as above, ETRS89 by the precise transformation OSTN15.
it('transforms from WGS 84 to within five metres', () => {
  const { east, north } = nationalGrid(52 + 39 / 60 + 28.8282 / 3600, 1 + 42 / 60 + 57.8663 / 3600);
  expect(Math.hypot(east - 651_409.804, north - 313_177.45)).toBeLessThan(5);
});

it('finds the nearest point, as looking at every one does', () => {
  const point = fc.record({ east: fc.integer({ min: 0, max: 60_000 }), north: fc.integer({ min: 0, max: 60_000 }) });
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 40 }),
      fc.record({ east: fc.integer({ min: -300_000, max: 300_000 }), north: fc.integer({ min: 0, max: 60_000 }) }),
      (points, from) => {
        const far = points.map(({ east, north }) => Math.hypot(east - from.east, north - from.north));
        expect(nearestOf(points, 2_000)(from)?.metres).toBe(Math.min(...far));
      },
    ),
    { seed: 3 },
  );
  expect(nearestOf([])({ east: 0, north: 0 })).toBeNull();
});

test.each([
  ['THE DENSHAM SURGERY', 'The Densham Surgery'],
  ["ST MARY'S-ON-THE-HILL", 'St Mary’s-on-the-Hill'],
  ['DRS O’NEILL & MCKENZIE', 'Drs O’Neill & McKenzie'],
  ['NEWCASTLE UPON TYNE', 'Newcastle upon Tyne'],
  ['SOLENT NHS TRUST', 'Solent NHS Trust'],
  ['  PARK   ROAD ', 'Park Road'],
])('%s is %s', (capitals, written) => {
  expect(inReadableCase(capitals)).toBe(written);
});
