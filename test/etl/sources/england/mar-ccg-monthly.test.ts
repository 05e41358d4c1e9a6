import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWorkbook, sheetNamed } from '../../../../etl/readers/workbook.ts';
import { PublishedFile, PublishedFolder, type TableOut } from '../../../../etl/source.ts';
import { marCcgMonthly, marItems, marWorkbooks, readMarWorkbook } from '../../../../etl/sources/england/mar-ccg-monthly.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { type FixtureSheet, folder, published, type Rows, rowsTold, workbook } from '../published.ts';

const header = [null, 'Year', 'Period', 'Region Code', 'Region Name', 'Org Code', 'Org Name', ...[...marItems.keys()].map((title) => `${title} `)];

interface Line {
  year?: string;
  month?: string;
  code: string | null;
  name: string | null;
  figures?: Record<string, number | string | null>;
}

/** A row whose counts are 10, but for the given ones. */
const line = ({ year = '2017-18', month = 'June', code, name, figures = {} }: Line) => [
  null,
  year,
  month,
  code === null ? null : 'Y54',
  null,
  code,
  name,
  ...[...marItems.values()].map((item) => (item in figures ? (figures[item] ?? null) : 10)),
];

const england = line({ year: ' 2017-18', code: null, name: 'England', figures: { nonelective: 503_969 } });
const darlington = line({ code: '00C', name: 'NHS DARLINGTON CCG', figures: { nonelective: 1032 } });

const commissioner = (data: Rows, { titles = header, period = 'June 2017' }: { titles?: Rows[number]; period?: string } = {}): FixtureSheet => ({
  name: 'Commissioner',
  rows: [[], [null, 'Title:', 'Monthly Hospital Activity'], [null, 'Period:', period], [null, 'Commissioner Level Data'], titles, ...data],
});

function read(sheets: readonly FixtureSheet[], period = '2017-06') {
  const file = published('mar-ccg-monthly/Jun_17.xls', workbook(sheets, 'biff8'));
  const result = readMarWorkbook(file, period);
  expect(rowsTold(file.account)).toBe(file.account.rowsRead);
  return {
    ...result,
    account: file.account,
    nonelective: (code: string) => result.figures.find((f) => f.unit_code === code && f.item === 'nonelective')?.value,
  };
}

describe('monthly activity by commissioner', () => {
  it('takes the year from the file name, where the Year column counts up', () => {
    const { figures } = read([commissioner([england, darlington, line({ year: '2017-30', code: '99Q', name: 'NHS SOUTH DEVON AND TORBAY CCG' })])]);
    expect([...new Set(figures.map(({ period }) => period))]).toEqual(['2017-06']);
  });

  it('keeps the rows of England and of NHS ENGLAND (X24) with codes of their own', () => {
    const { organisations, nonelective } = read([commissioner([england, [], line({ code: 'X24', name: 'NHS ENGLAND' }), darlington])]);
    expect(organisations.map(({ code, name }) => `${code} ${name}`)).toEqual(['ENGLAND England', 'X24 NHS ENGLAND', '00C NHS DARLINGTON CCG']);
    expect(nonelective('ENGLAND')).toBe(503_969);
    expect(nonelective('00C')).toBe(1032);
  });

  it('reads fourteen counts of a commissioner and knows an empty one as missing', () => {
    const { figures } = read([
      commissioner([england, line({ code: '00C', name: 'NHS DARLINGTON CCG', figures: { first_outpatient: null, planned_total: 0 } })]),
    ]);
    expect(figures.filter(({ unit_code }) => unit_code === '00C')).toHaveLength(14);
    expect(figures.find((f) => f.unit_code === '00C' && f.item === 'first_outpatient')).toMatchObject({ value: null, status: 'missing' });
    expect(figures.find((f) => f.unit_code === '00C' && f.item === 'planned_total')).toMatchObject({ value: 0, status: 'final' });
  });

  it('leaves notes below the table and other sheets out', () => {
    const note = [null, 'Gloucestershire Hospitals NHS Foundation Trust did not submit due to operational issues.\n'];
    const { account } = read([commissioner([england, darlington, [], [null, 'Note:'], note]), { name: 'Region', rows: [['x'], ['y']] }]);
    expect(account.notData).toEqual({ 'sheet Region': 2, 'banner or header': 5, blank: 1, note: 2 });
  });

  it('opens files by primary care trust and leaves them out', () => {
    const { figures, account } = read([commissioner([england, line({ code: '5D7', name: 'NEWCASTLE PCT' })], { period: 'May 2012' })], '2012-05');
    expect(figures).toEqual([]);
    expect(account.notData).toEqual({ 'primary care trusts (before 2013), not CCGs': 7 });
  });

  it('reads a month that the publisher misspelt', () => {
    const january = (code: string | null, name: string) => line({ month: 'Janaury', code, name });
    expect(
      read([commissioner([january(null, 'England'), january('00C', 'NHS DARLINGTON CCG')], { period: 'January 2018' })], '2018-01').organisations,
    ).toHaveLength(2);
  });

  const refusals: [string, FixtureSheet[], RegExp][] = [
    [
      'a renamed header',
      [
        commissioner([england, darlington], {
          titles: header.map((title) => (title === 'Total Non-elective G&A Admissions (FFCEs) ' ? 'Emergency Admissions' : title)),
        }),
      ],
      /sheet Commissioner, row 5, column O: found “Emergency Admissions”; expected one of the known headers, once; missing: Total Non-elective/,
    ],
    [
      'the month of another file',
      [commissioner([england, darlington], { period: 'June 2018' })],
      /row 3: found the period “June 2018”; expected “June 2017”, as in the file name/,
    ],
    [
      'a row of another month',
      [commissioner([england, darlington, line({ month: 'July', code: '00D', name: 'NHS DURHAM CCG' })])],
      /row 8, column C: found “July”; expected June/,
    ],
    [
      'an unknown sign',
      [commissioner([england, line({ code: '00C', name: 'NHS DARLINGTON CCG', figures: { nonelective: '..' } })])],
      /row 7, column O: found “..” as nonelective; expected a number/,
    ],
    ['a commissioner that stands twice', [commissioner([england, darlington, darlington])], /row 8: found a second row for 00C/],
    [
      'a row with figures but no known code',
      [commissioner([england, darlington, line({ code: null, name: 'NHS SOMEWHERE' })])],
      /row 8, column F: found an empty cell; expected a CCG code/,
    ],
    ['a table without England', [commissioner([darlington])], /expected the row of England first/],
    ['a workbook without the sheet', [{ name: 'Provider', rows: [['x']] }], /no sheet Commissioner among Provider/],
  ];
  it.each(refusals)('refuses %s', (_, sheets, message) => {
    expect(() => read(sheets)).toThrow(message);
  });

  it('refuses a truncated workbook and a file that is no workbook', () => {
    const whole = workbook([commissioner([england, darlington])], 'biff8');
    expect(() => readMarWorkbook(published('mar-ccg-monthly/Jun_17.xls', whole.subarray(0, whole.length - 100)), '2017-06')).toThrow(
      /Jun_17.xls: found a damaged or truncated workbook/,
    );
    expect(() => readMarWorkbook(published('mar-ccg-monthly/Jun_17.xls', '<html>not found</html>'), '2017-06')).toThrow(
      /found a file that is not a workbook; expected an .xls workbook/,
    );
  });

  it('refuses a month that is missing, and a file that it does not know', () => {
    const files = Object.fromEntries(marWorkbooks.map(({ file }) => [`mar-ccg-monthly/${file}`, 'x']));
    expect(Object.keys(files)).toHaveLength(93);
    const { 'mar-ccg-monthly/Dec_19.xls': _, ...others } = files;
    expect(() => marCcgMonthly.extract(folder(others))).toThrow('mar-ccg-monthly/Dec_19.xls: found no such file');
    expect(() => marCcgMonthly.extract(folder({ ...files, 'mar-ccg-monthly/Jan_20.xls': 'x' }))).toThrow(
      'mar-ccg-monthly/Jan_20.xls: found a file that the source does not know',
    );
  });
});

describeWithSharedData('monthly activity as published', (data) => {
  const input = new PublishedFolder(join(data, 'england'));
  const [figures, organisations] = marCcgMonthly.extract(input) as TableOut[];

  it('accounts for every row', () => {
    expect(() => input.assertAccounted()).not.toThrow();
  });

  it('has 211, 211, 209, 209, 207, 195 and 191 CCGs in the months of the financial years', () => {
    const byMonth = new Map<string, number>();
    for (const [code, , period] of organisations?.rows ?? [])
      if (!['ENGLAND', 'X24'].includes(String(code))) byMonth.set(String(period), (byMonth.get(String(period)) ?? 0) + 1);
    const financialYear = (month: string) => Number(month.slice(0, 4)) - (month.slice(5) < '04' ? 1 : 0);
    const counts = [2013, 2014, 2015, 2016, 2017, 2018, 2019].map((year) => [
      ...new Set([...byMonth].filter(([month]) => financialYear(month) === year).map(([, n]) => n)),
    ]);
    expect(byMonth.size).toBe(81);
    expect(counts).toEqual([[211], [211], [209], [209], [207], [195], [191]]);
  });

  it('adds up to the published row of England in every month and count', () => {
    const differences = new Map<string, number>();
    for (const [period, unit, , item, value] of figures?.rows ?? []) {
      const key = `${period} ${item}`;
      differences.set(key, (differences.get(key) ?? 0) + (unit === 'ENGLAND' ? -Number(value) : Number(value)));
    }
    expect(differences.size).toBe(81 * 14);
    expect([...differences].filter(([, difference]) => difference !== 0)).toEqual([]);
  });

  it('has the Year column of June 2017 that counts up from 2017-18 to 2017-30', () => {
    const file = new PublishedFile('Jun_17.xls', readFileSync(join(data, 'england/mar-ccg-monthly/Jun_17.xls')));
    const years = sheetNamed(file, readWorkbook(file, 'xls'), 'Commissioner')
      .rows.map(({ cells }) => String(cells[1] ?? ''))
      .filter((year) => /^2017-(?!18)\d\d$/.test(year));
    expect(years.at(0)).toBe('2017-19');
    expect(years.at(-1)).toBe('2017-30');
  });
});
