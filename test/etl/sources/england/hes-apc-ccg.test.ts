import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PublishedFolder } from '../../../../etl/source.ts';
import { hesApcCcg, readHesTable } from '../../../../etl/sources/england/hes-apc-ccg.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { folder, published, rowsTold } from '../published.ts';

const bands = '0,1-4,5-9,10-14,15,16,17,18,19,20-24,25-29,30-34,35-39,40-44,45-49,50-54,55-59,60-64,65-69,70-74,75-79,80-84,85-89,90+'
  .split(',')
  .map((band) => `Age ${band}`);
const titles = [
  'Finished consultant episodes',
  'Admissions',
  'Male',
  'Female',
  'Gender Unknown',
  'Emergency',
  'Waiting list',
  'Planned',
  'Other Admission Method',
  'Mean time waited',
  'Median time waited',
  'Mean length of stay',
  'Median length of stay',
  'Mean age',
  ...bands,
  'Day case',
  'FCE bed days',
  'Emergency',
  'Elective',
  'Other',
];
const header = ['CCG of responsibility code and description', '', '', '', '', '', '', 'ONS Geography Code', ...titles];
const above: string[] = header.map((_, column) => (column === header.length - 3 ? 'Zero bed day cases §' : ''));

/** A row whose figures are 1, but for the given ones. */
const row = (code: string, name: string, ons: string, figures: Record<number, string> = {}): string[] => [
  code,
  name,
  '',
  '',
  '',
  '',
  '',
  ons,
  ...titles.map((_, index) => figures[index] ?? '1'),
];
const at = (title: string): number => titles.indexOf(title);
const alone = (text: string): string[] => header.map((_, column) => (column === 0 ? text : ''));

const total = row('', 'Total', '', { [at('Admissions')]: ' \t16,251,841 ' });
const darlington = row('00C', 'NHS Darlington CCG', 'E38000042');

const table = (data: string[][], { titlesRow = header, groupRow = above, end = [alone('Copyright © 2016, NHS Digital. All Rights Reserved.')] } = {}): string =>
  [alone(''), alone('Clinical Commissioning Group of responsibility'), groupRow, titlesRow, alone(''), ...data, alone(''), ...end]
    .map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\r\n');

function read(text: string) {
  const file = published('hes-apc-ccg/EmergencyAdmissions2015-16.csv', text);
  const result = readHesTable(file, '2015-16');
  expect(rowsTold(file.account)).toBe(file.account.rowsRead);
  const figure = (code: string, item: string) =>
    result.figures
      .filter((f) => f.unit_code === code && f.item === item)
      .map(({ value, status }) => `${value} ${status}`)
      .join();
  return { ...result, figure, account: file.account };
}

describe('hospital admitted patient care by CCG', () => {
  it('tells the two columns “Emergency” apart by the header above the second', () => {
    const { figure } = read(
      table([total, row('00C', 'NHS Darlington CCG', 'E38000042', { [at('Emergency')]: '13,035', [titles.lastIndexOf('Emergency')]: '4,759' })]),
    );
    expect(figure('00C', 'emergency_admissions')).toBe('13035 final');
    expect(figure('00C', 'zero_bed_day_emergency')).toBe('4759 final');
  });

  it('reads numbers with commas, tabs and spaces', () => {
    const { figure } = read(table([total, row('00C', 'NHS Darlington CCG', 'E38000042', { [at('Admissions')]: ' \t69,231 ', [at('Age 90+')]: ' \t8 ' })]));
    expect(figure('00C', 'admissions')).toBe('69231 final');
    expect(figure('00C', 'age_90_plus')).toBe('8 final');
  });

  it('knows zero, suppressed and missing from each other', () => {
    const { figure } = read(
      table([total, row('00C', 'NHS Darlington CCG', 'E38000042', { [at('Male')]: ' \t-   ', [at('Female')]: '*', [at('Day case')]: '' })]),
    );
    expect(figure('00C', 'male')).toBe('0 final');
    expect(figure('00C', 'female')).toBe('null suppressed');
    expect(figure('00C', 'day_cases')).toBe('null missing');
  });

  it('keeps commissioning hubs, the unknown and the total of England with codes of their own', () => {
    const { figures, organisations } = read(
      table([total, darlington, row('13X', 'Cumbria And North East Commissioning Hub', ''), row('59999', 'Unknown', '')]),
    );
    expect([...new Set(figures.map(({ unit_code }) => unit_code))]).toEqual(['ENGLAND', '00C', '13X', '59999']);
    expect(organisations.filter(({ ons_code }) => ons_code !== '').map(({ code }) => code)).toEqual(['00C']);
  });

  it('knows the total of 2019-20, which has Total for a code and NULL for an ONS code', () => {
    expect(read(table([row('Total', 'Total', 'NULL'), darlington])).organisations[0]).toEqual({
      code: 'ENGLAND',
      name: 'Total',
      period: '2015-16',
      ons_code: '',
    });
  });

  it('leaves footnotes out, those over several lines included', () => {
    const end = [alone('* Small numbers'), alone('figures between 1 and 7\n\nare replaced with “*”'), alone('Copyright © 2016, NHS Digital.')];
    expect(read(table([total, darlington], { end })).account.notData).toEqual({ blank: 3, banner: 1, header: 2, footnote: 3 });
  });

  it('leaves rounded means and medians out', () => {
    const items = read(table([total, darlington])).figures.map(({ item }) => item);
    expect(items).toHaveLength(76);
    expect(items.filter((item) => /mean|median/.test(item))).toEqual([]);
  });

  it('does not mind a byte order mark', () => {
    expect(read(`\uFEFF${table([total, darlington])}`).figures).toHaveLength(76);
  });

  const refusals: [string, string, RegExp][] = [
    [
      'a renamed header',
      table([total, darlington], { titlesRow: header.map((title) => (title === 'FCE bed days' ? 'Bed days' : title)) }),
      /row 4, column AV: found unknown column “Bed days” in place of “FCE bed days”; expected .* \(nearest known layout: HES 2015-16 to 2019-20\)/,
    ],
    [
      'a table of the layout of later years',
      table([total, darlington], { titlesRow: header.with(0, 'Current CCG of responsibility') }),
      /row 4, column A: found unknown column “Current CCG of responsibility” in place of “CCG of responsibility code and description”; expected .* \(nearest known layout: HES 2015-16/,
    ],
    ['a header above the last columns that is gone', table([total, darlington], { groupRow: alone('') }), /row 3: found no header “Zero bed day cases”/],
    [
      'an unknown sign',
      table([total, row('00C', 'NHS Darlington CCG', 'E38000042', { [at('Admissions')]: 'n/a' })]),
      /row 7, column J: found “n\/a” as admissions; expected a number, “-” \(zero\), “\*” \(suppressed\) or nothing/,
    ],
    ['an organisation that stands twice', table([total, darlington, darlington]), /row 8: found a second row for 00C/],
    ['a row with figures but no known code', table([total, darlington, row('0X', 'NHS Somewhere', '')]), /row 8, column A: found “0X”; expected a code/],
    ['a code without figures', table([total, darlington, alone('00D')]), /row 8, column B: found an empty cell/],
    ['a row that is cut short', table([total, darlington, darlington.slice(0, 20).with(0, '00D')]), /row 8: found 20 cells; expected at least 51/],
    ['a table without the total', table([darlington]), /found no row “Total”/],
    ['a file that ends before its footnotes', table([total, darlington], { end: [] }), /found the end of the file; expected footnotes/],
    ['a file that ends within a quoted cell', `${table([total, darlington])}\r\n"half a foot`, /found text that is not CSV/],
    ['a file that is something else', 'a,b\n1,2\n', /found no row that starts with “CCG of responsibility/],
  ];
  it.each(refusals)('refuses %s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('refuses a year that is missing, and a file that it does not know', () => {
    const years = ['2015-16', '2016-17', '2017-18', '2018-19', '2019-20'];
    const files = Object.fromEntries(years.map((year) => [`hes-apc-ccg/EmergencyAdmissions${year}.csv`, '']));
    const { 'hes-apc-ccg/EmergencyAdmissions2017-18.csv': _, ...four } = files;
    expect(() => hesApcCcg.extract(folder(four))).toThrow('hes-apc-ccg/EmergencyAdmissions2017-18.csv: found no such file');
    expect(() => hesApcCcg.extract(folder({ ...files, 'hes-apc-ccg/notes.csv': '' }))).toThrow(
      'hes-apc-ccg/notes.csv: found a file that the source does not know',
    );
    expect(() => hesApcCcg.extract(folder(files))).toThrow('hes-apc-ccg/EmergencyAdmissions2015-16.csv: found an empty file');
    expect(() => hesApcCcg.extract(folder({ ...files, 'hes-apc-ccg/EmergencyAdmissions2021-22.csv': '' }))).toThrow(
      'hes-apc-ccg/EmergencyAdmissions2020-21.csv: found no such file',
    );
    expect(() => hesApcCcg.extract(folder({ ...files, 'hes-apc-ccg/EmergencyAdmissions2019-21.csv': '' }))).toThrow(
      'hes-apc-ccg/EmergencyAdmissions2019-21.csv: found a file that the source does not know',
    );
  });

  it('reads a further year of a known layout, with the codes of merged CCGs', async () => {
    const years = ['2015-16', '2016-17', '2017-18', '2018-19', '2019-20', '2020-21'];
    const later = table([total, row('D2P2L', 'NHS Black Country and West Birmingham CCG', 'E38000259', { [at('Admissions')]: '41,320' })]);
    const files = years.map((year) => [`hes-apc-ccg/EmergencyAdmissions${year}.csv`, year === '2020-21' ? later : table([total, darlington])]);
    const [figures, organisations] = await hesApcCcg.extract(folder(Object.fromEntries(files)));
    expect(figures?.rows.filter(([, code, , item]) => code === 'D2P2L' && item === 'admissions')).toEqual([
      ['2020-21', 'D2P2L', '', 'admissions', 41_320, 'final'],
    ]);
    expect(organisations?.rows.map(([code, , period]) => `${period} ${code}`)).toContain('2020-21 D2P2L');
    expect(new Set(figures?.rows.map(([period]) => period))).toEqual(new Set(years));
  });
});

describeWithSharedData('hospital admitted patient care as published', (data) => {
  const input = new PublishedFolder(join(data, 'england'));
  const [figures, organisations] = hesApcCcg.extract(input) as Awaited<ReturnType<typeof hesApcCcg.extract>>;
  const years = ['2015-16', '2016-17', '2017-18', '2018-19', '2019-20'];
  const ccgs = new Set(organisations?.rows.filter(([, , , ons]) => /^E38/.test(String(ons))).map(([code, , period]) => `${period} ${code}`));
  const sum = (item: string, wanted: (unit: string) => boolean) =>
    years.map((year) =>
      (figures?.rows ?? []).filter((r) => r[0] === year && r[3] === item && wanted(`${year} ${r[1]}`)).reduce((total, r) => total + Number(r[4]), 0),
    );

  it('accounts for every row', () => {
    expect(() => input.assertAccounted()).not.toThrow();
  });

  it('has 209, 209, 208, 195 and 191 CCGs', () => {
    expect(years.map((year) => [...ccgs].filter((ccg) => ccg.startsWith(year)).length)).toEqual([209, 209, 208, 195, 191]);
  });

  it('adds up to the known bed days and emergency admissions of CCGs, in millions', () => {
    expect(sum('fce_bed_days', (unit) => ccgs.has(unit)).map((n) => (n / 1e6).toFixed(1))).toEqual(['46.9', '47.3', '46.4', '45.0', '44.5']);
    expect(sum('emergency_admissions', (unit) => ccgs.has(unit)).map((n) => (n / 1e6).toFixed(2))).toEqual(['5.72', '5.84', '6.05', '6.39', '6.46']);
  });

  it('reconciles with the published totals: exactly before rounding, to 50 after', () => {
    for (const item of ['admissions', 'emergency_admissions', 'fce_bed_days']) {
      const parts = sum(item, (unit) => !unit.endsWith('ENGLAND'));
      const totals = sum(item, (unit) => unit.endsWith('ENGLAND'));
      const differences = parts.map((part, index) => Math.abs(part - (totals[index] ?? 0)));
      expect(differences.slice(0, 2)).toEqual([0, 0]);
      expect(Math.max(...differences)).toBeLessThan(50);
    }
  });
});
