import { describe, expect, it } from 'vitest';
import { trustPlaces, trustTypes } from '../../../../etl/sources/england/trust-places.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished } from '../extracting.ts';

type Lines = (string | number)[][];

const pointHeader = ['nhs_trust22_name', 'nhs_trust22_code', 'status', 'longitude', 'latitude'];
const acute = 'Acute hospital - NHS non-specialist';
const shareLines: Lines = [
  ['R1H', 'E54000029', 0.75],
  ['R1H', 'E54000028', 0.25],
];
const barts = ['Barts Health NHS Trust', 'R1H', 'open', -0.058, 51.518];
const files = ({ shares = shareLines, types = [['R1H', acute]], points = [barts] }: { shares?: Lines; types?: Lines; points?: Lines }) => ({
  'choice/lookup_nhs_trusts22_icb22.csv': csv(['nhs_trust22_code', 'icb22_code', 'proportion_trust_came_from_icb'], shares),
  'trusts/open_trust_types.csv': csv(['trust_code', 'primary_category'], types),
  'trusts/points_nhs_trusts22.csv': csv(pointHeader, points),
});
const read = (lines: Parameters<typeof files>[0]) => extractFrom(trustPlaces, files(lines));

describe('places of trusts', () => {
  it('shares of boards, types and headquarters; a trust may have no type', async () => {
    const tables = await read({
      types: [
        ['RH8', ''],
        ['R1H', acute],
      ],
    });
    expect(tables['trust-icb']?.rows).toEqual([
      ['R1H', 'E54000028', 0.25],
      ['R1H', 'E54000029', 0.75],
    ]);
    expect(tables.types?.rows).toEqual([
      ['R1H', acute],
      ['RH8', null],
    ]);
    expect(tables.points?.rows).toEqual([['R1H', 'Barts Health NHS Trust', 'open', -0.058, 51.518]]);
  });

  it.each([
    [
      'shares that do not sum to 1',
      { shares: shareLines.slice(1) },
      'lookup_nhs_trusts22_icb22.csv, trust R1H: found shares that sum to 0.25; expected shares that sum to 1',
    ],
    ['a board twice', { shares: [...shareLines, ...shareLines] }, 'line 4: found trust and board R1H E54000029 again (first in line 2)'],
    ['a share above 1', { shares: [['R1H', 'E54000029', 1.5]] }, 'column proportion_trust_came_from_icb: found “1.5”; expected a number from 0 to 1'],
    ['a type that is not known', { types: [['R1H', 'Dentist']] }, 'line 2, column primary_category: found “Dentist”'],
    [
      'a trust twice among the types',
      {
        types: [
          ['R1H', acute],
          ['R1H', acute],
        ],
      },
      'open_trust_types.csv, line 3: found trust R1H again',
    ],
    [
      'a place outside England',
      { points: [['Barts', 'R1H', 'open', 51.518, -0.058]] },
      'line 2, column longitude: found “51.518”; expected a number from -7 to 2',
    ],
    ['a status that is not known', { points: [['Barts', 'R1H', 'dormant', -0.058, 51.518]] }, 'column status: found “dormant”; expected open or closed'],
    ['a board by another code', { shares: [['R1H', 'QMF', 1]] }, 'line 2, column icb22_code: found “QMF”'],
  ])('refuses %s', async (_, lines: Parameters<typeof files>[0], message) => {
    await expect(read(lines)).rejects.toThrow(message);
  });

  it('refuses a renamed column', async () => {
    await expect(extractFrom(trustPlaces, { ...files({}), 'trusts/open_trust_types.csv': csv(['trust_code', 'type'], []) })).rejects.toThrow(
      'line 1, column 2: found “type”; expected “primary_category”',
    );
  });
});

describeWithSharedData('places of trusts as published', (data) => {
  it('138 trusts with patients from 42 boards, 213 types and 218 headquarters', async () => {
    const tables = await extractPublished(trustPlaces, data);
    const shares = tables['trust-icb']?.rows ?? [];
    expect([shares.length, tables.types?.rows.length, tables.points?.rows.length]).toEqual([1321, 213, 218]);
    expect([new Set(shares.map(([trust]) => trust)).size, new Set(shares.map(([, icb]) => icb)).size]).toEqual([138, 42]);
    expect(shares.find(([trust, icb]) => trust === 'RYR' && icb === 'E54000053')?.[2]).toBe(0.977057863294431);
    const counts = [...trustTypes, null].map((type) => tables.types?.rows.filter((row) => row[1] === type).length);
    expect(counts).toEqual([122, 16, 10, 16, 44, 5]);
    expect(tables.points?.rows.filter((row) => row[2] === 'closed')).toHaveLength(6);
  });
});
