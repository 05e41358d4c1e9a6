import { byCode, codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';
import { expectedIcb, expectedTrust, icbForm, trustForm } from './hospital-cells.ts';

/** Primary categories of the Care Quality Commission. */
export const trustTypes: readonly string[] = [
  'Acute hospital - NHS non-specialist',
  'Acute hospital - NHS specialist',
  'Ambulance service',
  'Community health - NHS & Independent',
  'Mental health - community & residential - NHS',
];

/** A trust's shares are published with fifteen digits. */
const tolerance = 1e-9;

/** England lies within these degrees. */
const bounds = { longitude: [-7, 2], latitude: [49, 56] } as const;

export const trustPlaces = defineSource({
  id: 'trust-places',
  edition: 'england',
  title: 'NHS trusts: integrated care boards of their patients, types and places of headquarters',
  publisher: 'Office for Health Improvement and Disparities; Care Quality Commission; NHS Digital Organisation Data Service',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Contains public sector information from the Office for Health Improvement and Disparities, the Care Quality Commission and NHS Digital, licensed under the Open Government Licence v3.0.',
  periods: '2022',
  note: [
    'trust-icb: which part of a trust’s catchment population lives in each integrated care board; the shares of a trust sum to 1. It is not the share of a board’s people who use the trust. All catchment years of the publication are pooled; areas that straddle boards are split in half. Boards have the codes of the Office for National Statistics.',
    'types: the primary category of the Care Quality Commission; empty where it gives none (five trusts).',
    'points: headquarters, not hospitals; open or closed as of early 2022.',
  ].join(' '),
  tables: {
    'trust-icb': { trust_code: 'varchar', icb_code: 'varchar', share: 'double' },
    types: { trust_code: 'varchar', type: 'varchar' },
    points: { trust_code: 'varchar', name: 'varchar', status: 'varchar', longitude: 'double', latitude: 'double' },
  },
  extract: (input) => [readShares(input), readTypes(input), readPoints(input)],
});

function readShares(input: PublishedFolder): TableOut {
  const file = input.open('choice/lookup_nhs_trusts22_icb22.csv');
  const once = uniqueIn(file, 'trust and board');
  const sums = new Map<string, number>();
  const rows: [string, string, number][] = [];
  for (const { row, cells } of readTable(file, ['nhs_trust22_code', 'icb22_code', 'proportion_trust_came_from_icb'])) {
    const trust = codeOf(file, row, 'nhs_trust22_code', cells.nhs_trust22_code, trustForm, expectedTrust);
    const icb = codeOf(file, row, 'icb22_code', cells.icb22_code, icbForm, expectedIcb);
    once(`${trust} ${icb}`, row);
    const share = numberOf(file, row, 'proportion_trust_came_from_icb', cells.proportion_trust_came_from_icb, [0, 1]);
    sums.set(trust, (sums.get(trust) ?? 0) + share);
    rows.push([trust, icb, share]);
    file.kept();
  }
  for (const [trust, sum] of sums) {
    if (Math.abs(sum - 1) > tolerance) throw file.refuse(`trust ${trust}`, `shares that sum to ${sum}`, 'shares that sum to 1');
  }
  return {
    name: 'trust-icb',
    row: 'the share of a trust’s catchment population that lives in a board',
    columns: ['trust_code', 'icb_code', 'share'],
    rows: rows.sort((a, b) => byCode(a[0], b[0]) || byCode(a[1], b[1])),
  };
}

function readTypes(input: PublishedFolder): TableOut {
  const file = input.open('trusts/open_trust_types.csv');
  const once = uniqueIn(file, 'trust');
  const rows: [string, string | null][] = [];
  for (const { row, cells } of readTable(file, ['trust_code', 'primary_category'])) {
    const trust = codeOf(file, row, 'trust_code', cells.trust_code, trustForm, expectedTrust);
    once(trust, row);
    const type = cells.primary_category;
    if (type !== '' && !trustTypes.includes(type)) throw file.refuse(`line ${row}, column primary_category`, quoted(type), `one of ${trustTypes.join('; ')}`);
    rows.push([trust, type === '' ? null : type]);
    file.kept();
  }
  return { name: 'types', row: 'one open NHS trust', columns: ['trust_code', 'type'], rows: rows.sort((a, b) => byCode(a[0], b[0])) };
}

function readPoints(input: PublishedFolder): TableOut {
  const file = input.open('trusts/points_nhs_trusts22.csv');
  const once = uniqueIn(file, 'trust');
  const rows: [string, string, string, number, number][] = [];
  for (const { row, cells } of readTable(file, ['nhs_trust22_name', 'nhs_trust22_code', 'status', 'longitude', 'latitude'])) {
    const trust = codeOf(file, row, 'nhs_trust22_code', cells.nhs_trust22_code, trustForm, expectedTrust);
    once(trust, row);
    const name = codeOf(file, row, 'nhs_trust22_name', cells.nhs_trust22_name, /\S/, 'a name');
    const status = codeOf(file, row, 'status', cells.status, /^(open|closed)$/, 'open or closed');
    const longitude = numberOf(file, row, 'longitude', cells.longitude, bounds.longitude);
    const latitude = numberOf(file, row, 'latitude', cells.latitude, bounds.latitude);
    rows.push([trust, name, status, longitude, latitude]);
    file.kept();
  }
  return {
    name: 'points',
    row: 'the headquarters of one NHS trust',
    columns: ['trust_code', 'name', 'status', 'longitude', 'latitude'],
    rows: rows.sort((a, b) => byCode(a[0], b[0])),
  };
}

function numberOf(file: PublishedFile, row: number, column: string, text: string, [least, most]: readonly [number, number]): number {
  const number = /^-?\d+(\.\d+)?(e-\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most)) throw file.refuse(`line ${row}, column ${column}`, quoted(text), `a number from ${least} to ${most}`);
  return number;
}
