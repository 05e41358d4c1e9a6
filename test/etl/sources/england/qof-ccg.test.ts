import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractSources } from '../../../../etl/extract.ts';
import { PublishedFolder, type TableOut } from '../../../../etl/source.ts';
import { qofCcg, qofWorkbooks, readQofWorkbook } from '../../../../etl/sources/england/qof-ccg.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { folder, published, rowsTold, writeFiles } from '../published.ts';
import { diseaseSheet, indicator, type QofFixture, qofWorkbook, replaceCells } from './qof-workbook.ts';

const fileOf = (period: string): string => `qof-ccg/${qofWorkbooks.find((workbook) => workbook.period === period)?.file}`;

function read(fixture: QofFixture) {
  const file = published(fileOf(fixture.period), qofWorkbook(fixture));
  const book = readQofWorkbook(file, fixture.period);
  expect(rowsTold(file.account)).toBe(file.account.rowsRead);
  const select = (topic: string, code?: string) =>
    book.figures
      .filter((f) => f.topic === topic && (code ?? f.unit_code) === f.unit_code)
      .map((f) => `${f.period} ${f.unit_code} ${f.item} ${f.value} ${f.status}`);
  return { ...book, select, account: file.account };
}

const two: QofFixture['ccgs'] = [
  ['07L', 'NHS Barking and Dagenham CCG'],
  ['07M', 'NHS Barnet CCG'],
];

describe('QOF by CCG', () => {
  it('finds an indicator by the code in the merged cell above its columns', () => {
    const { indicators, select } = read({
      period: '2014-15',
      ccgs: two,
      indicators: [indicator('2014-15', 'Atrial Fibrillation  AF004', [30, 40]), indicator('2014-15', 'Atrial Fibrillation  AF005', [7, 8])],
    });
    expect(indicators).toEqual(['AF004', 'AF005']);
    expect(select('AF005', '07M')).toEqual([
      '2014-15 07M numerator 8 final',
      '2014-15 07M denominator 16 final',
      '2014-15 07M achievement_percent 50 final',
      '2014-15 07M exceptions 5 final',
      '2014-15 07M denominator_plus_exceptions 21 final',
      '2014-15 07M intervention_percent 45 final',
    ]);
  });

  it('reads headers that are split over two rows, and tells the denominator from the denominator plus exceptions', () => {
    const { select } = read({ period: '2018-19', ccgs: two, indicators: [indicator('2018-19', 'AF006', [30, 40])] });
    expect(select('AF006', '07L').filter((line) => line.includes('denominator'))).toEqual([
      '2018-19 07L denominator 60 final',
      '2018-19 07L denominator_plus_exceptions 65 final',
    ]);
  });

  it('reads personalised care adjustments of 2019-20 as exceptions, misspelt or not', () => {
    const fixture: QofFixture = { period: '2019-20', ccgs: two, indicators: [indicator('2019-20', 'AF006', [30, 40])] };
    const plain = read(fixture).select('AF006');
    expect(plain).toContain('2019-20 07M exceptions 5 final');
    expect(read({ ...fixture, edit: { AF: replaceCells('net of PCAs (%)', 'net of PCAns (%)') } }).select('AF006')).toEqual(plain);
  });

  it('finds the CCG behind the Area Team columns of 2014-15', () => {
    const { organisations } = read({ period: '2014-15', ccgs: two });
    expect(organisations).toContainEqual({ code: '07L', name: 'NHS Barking and Dagenham CCG', period: '2014-15' });
  });

  it('writes CVD-PP001 of 2014-15 as CVDPP001, as in every later year', () => {
    expect(
      read({ period: '2014-15', ccgs: two, indicators: [indicator('2014-15', 'Cardiovascular Disease - Primary Prevention CVD-PP001', [1, 2])] }).indicators,
    ).toEqual(['CVDPP001']);
  });

  it('does not take a register, which has an achievement score alone, for an indicator', () => {
    const register = {
      above: 'AF001',
      headers: ['Achievement Score (max 5)', 'Achievement rate (per cent)'],
      cells: [
        [5, 100],
        [5, 100],
      ],
    };
    const { indicators, select } = read({ period: '2015-16', ccgs: two, indicators: [register] });
    expect(indicators).toEqual([]);
    expect(select('AF001')).toEqual([]);
  });

  it('knows “z” as not applicable, not as a missing number', () => {
    const { select } = read({ period: '2019-20', ccgs: two, indicators: [indicator('2019-20', 'AF006', [77, 40])], edit: { AF: replaceCells(77, 'z') } });
    expect(select('AF006', '07L')[0]).toBe('2019-20 07L numerator null not-applicable');
  });

  it('knows an empty cell as missing and zero as zero', () => {
    const { select } = read({ period: '2019-20', ccgs: two, indicators: [indicator('2019-20', 'AF006', [77, 0])], edit: { AF: replaceCells(77, null) } });
    expect(select('AF006').filter((line) => line.includes('numerator'))).toEqual(['2019-20 07L numerator null missing', '2019-20 07M numerator 0 final']);
  });

  it('gives the registered list of all ages a topic of its own, and 2014-15 that of the year before as well', () => {
    expect(
      read({
        period: '2015-16',
        ccgs: two,
        lists: [
          [901, 902],
          [1001, 1002],
        ],
      }).select('LIST'),
    ).toEqual(['2015-16 07L list_size 1001 final', '2015-16 07M list_size 1002 final']);
    const first = read({
      period: '2014-15',
      ccgs: two,
      lists: [
        [901, 902],
        [1001, 1002],
      ],
    }).select('LIST');
    expect(first).toEqual([
      '2013-14 07L list_size 901 final',
      '2014-15 07L list_size 1001 final',
      '2013-14 07M list_size 902 final',
      '2014-15 07M list_size 1002 final',
    ]);
  });

  const buckinghamshire: QofFixture['ccgs'] = [
    ['07L', 'NHS Barking and Dagenham CCG'],
    ['14Y', 'NHS Buckinghamshire CCG'],
  ];

  it('looks for the list of Buckinghamshire, absent from 2017-18, in the columns of the next workbook and for no other CCG', () => {
    const select = (previous: string | number) =>
      read({
        period: '2018-19',
        ccgs: buckinghamshire,
        lists: [
          [900, previous],
          [1000, 1000],
        ],
      }).select('LIST');
    expect(select(550_000)).toContain('2017-18 14Y list_size 550000 final');
    expect(select(550_000)).toHaveLength(3);
  });

  it('says that the list is missing when the next workbook prints “:” for it', () => {
    expect(
      read({
        period: '2018-19',
        ccgs: buckinghamshire,
        lists: [
          [900, ':'],
          [1000, 1000],
        ],
      }).select('LIST'),
    ).toContain('2017-18 14Y list_size null missing');
  });

  it('names the list that prevalence is published on, and others by their ages', () => {
    const fixture: QofFixture = { period: '2019-20', ccgs: two };
    const block = (headers: string[]) => ({ above: '2019-20', headers: ['Number of practices', ...headers], cells: two.map(() => [1, 2, 3, 4]) });
    const items = (name: string, headers: string[]) => [
      ...new Set(
        read({ ...fixture, edit: { [name]: () => diseaseSheet(name, fixture, [block(headers)]) } })
          .figures.filter(({ topic }) => topic === name)
          .map(({ item }) => item),
      ),
    ];
    expect(items('DM', ['List size ages 17+', 'List size ages 40+'])).toEqual(['practices', 'list_size_age', 'list_size_age_40_plus']);
    expect(items('HYP', ['List size', 'List size <=79', 'List size ages 80+'])).toEqual([
      'practices',
      'list_size',
      'list_size_age_0_79',
      'list_size_age_80_plus',
    ]);
    expect(items('CS', ['Females aged 25-49', 'Females aged 50-64'])).toEqual(['practices', 'list_size_age_females_25_49', 'list_size_age_females_50_64']);
    expect(items('BP', ['Estimated List Size 45+'])).toEqual(['practices', 'list_size_age']);
    expect(items('SMOK', ['Females ages 0-54 (estimated)1'])).toEqual(['practices', 'list_size_age']);
  });

  it('leaves the title sheet, headers, footnotes and blank rows out, with their reasons', () => {
    const { account } = read({
      period: '2017-18',
      ccgs: two,
      footnotes: [[], ['_'], ['Notes'], ['1. In 2014-15, the list size is estimated'], ['Copyright © 2018, NHS Digital']],
    });
    expect(account.notData).toEqual({ 'title sheet': 2, 'banner or header': 100, blank: 25, footnote: 100 });
    expect(account.rowsKept).toBe(50);
  });

  const base: QofFixture = { period: '2018-19', ccgs: two, indicators: [indicator('2018-19', 'AF006', [77, 40])] };
  const refusals: [string, QofFixture, RegExp][] = [
    [
      'a renamed header in an indicator',
      { ...base, edit: { AF: replaceCells('Denominator', 'Eligible') } },
      /qof-1819-prev-ach-exc-ccg.xlsx, sheet AF, row 5, column O: found “eligible”; expected a column of indicator AF006: numerator, denominator/,
    ],
    [
      'a renamed header in the left block',
      { ...base, edit: { HYP: replaceCells('Register', 'Patients', 1) } },
      /sheet HYP, row 5, column K: found “patients”; expected practices, list size, register/,
    ],
    ['a header that is gone', { ...base, edit: { AF: replaceCells('Numerator', null) } }, /sheet AF, row 5: found indicator AF006 without numerator/],
    [
      'a header that stands twice',
      { ...base, edit: { AF: replaceCells('Numerator', 'Denominator') } },
      /indicator AF006 without numerator|a second column for denominator/,
    ],
    [
      'a header without a code or year above',
      { ...base, edit: { AF: replaceCells('AF006', 'Atrial fibrillation') } },
      /sheet AF, row 3, column M: found “Atrial fibrillation”; expected 2017-18, 2018-19, “Year on year change” or an indicator code/,
    ],
    ['the columns of another year', { ...base, edit: { AF: replaceCells('2018-19', '2019-20') } }, /sheet AF, row 3, column I: found “2019-20”/],
    [
      'an unknown sign',
      { ...base, edit: { AF: replaceCells(77, 'n/a') } },
      /sheet AF, row 6, column N: found “n\/a” as numerator of AF006; expected a number, “z”/,
    ],
    ['a negative number', { ...base, edit: { AF: replaceCells(77, -77) } }, /found “-77” as numerator of AF006/],
    ['a CCG that stands twice', { ...base, ccgs: [...two, ['07L', 'NHS Barking and Dagenham CCG']] }, /sheet AF, row 8: found a second row for CCG 07L/],
    [
      'a CCG without a row in one sheet',
      { ...base, edit: { DM: (sheet) => ({ ...sheet, rows: sheet.rows.slice(0, -1) }) } },
      /sheet DM: found CCGs not the same as in sheet AF: 07M/,
    ],
    [
      'a row with figures but no known code',
      { ...base, edit: { AF: replaceCells('07M', '7M') } },
      /sheet AF, row 7, column B: found “7M”; expected a CCG code/,
    ],
    ['a sheet without data', { ...base, ccgs: [] }, /sheet AF: found no row below the headers/],
    ['a workbook without one of its sheets', { ...base, edit: { COPD: () => null } }, /found no sheet COPD among Title sheet, AF, BP/],
    [
      'a sheet that it does not know',
      { ...base, edit: { COPD: (sheet) => ({ ...sheet, name: 'COPD2' }) } },
      /sheet COPD2: found a sheet that the source does not know/,
    ],
    ['a sheet without headers', { ...base, edit: { COPD: () => ({ name: 'COPD', rows: [['nothing']] }) } }, /sheet COPD: found no header “CCG code”/],
  ];
  it.each(refusals)('refuses %s', (_, fixture, message) => {
    expect(() => read(fixture)).toThrow(message);
  });

  it('refuses a truncated workbook and a file that is no workbook', () => {
    const whole = qofWorkbook(base);
    const name = fileOf('2018-19');
    expect(() => readQofWorkbook(published(name, whole.subarray(0, Math.floor(whole.length / 2))), '2018-19')).toThrow(
      /qof-1819-prev-ach-exc-ccg.xlsx: found a damaged or truncated workbook; expected a whole .xlsx workbook/,
    );
    expect(() => readQofWorkbook(published(name, 'CCG code,CCG name\n'), '2018-19')).toThrow(/found a file that is not a workbook/);
  });

  it('refuses a workbook of which a single byte was changed', () => {
    const whole = qofWorkbook(base);
    const changed = Buffer.from(whole);
    const middle = Math.floor(whole.length / 2);
    changed[middle] = (whole[middle] ?? 0) ^ 1;
    expect(() => readQofWorkbook(published(fileOf('2018-19'), changed), '2018-19')).toThrow(/found a damaged or truncated workbook/);
  });

  it('refuses a year that is missing, a file that it does not know and an empty file', () => {
    const files = Object.fromEntries(qofWorkbooks.map(({ period }) => [fileOf(period), '']));
    const { [fileOf('2016-17')]: _, ...five } = files;
    expect(() => qofCcg.extract(folder(five))).toThrow(`${fileOf('2016-17')}: found no such file`);
    expect(() => qofCcg.extract(folder({ ...files, 'qof-ccg/qof-2021.xlsx': '' }))).toThrow(
      'qof-ccg/qof-2021.xlsx: found a file that the source does not know',
    );
    expect(() => qofCcg.extract(folder(files))).toThrow(`${fileOf('2014-15')}: found an empty file`);
  });
});

describe('six QOF workbooks', () => {
  const books = (extra: Record<string, QofFixture['ccgs']> = {}) =>
    Object.fromEntries(
      qofWorkbooks.map(({ period }) => [
        `england/${fileOf(period)}`,
        qofWorkbook({ period, ccgs: extra[period] ?? two, indicators: [indicator(period, 'AF006', [30, 40])] }),
      ]),
    );
  const temporary = (name: string) => mkdtempSync(join(tmpdir(), name));

  it('give the same bytes when they are extracted twice', async () => {
    const from = writeFiles(temporary('from-'), books());
    const outs = [temporary('out-'), temporary('out-')];
    for (const out of outs) await extractSources({ from, out, sources: [qofCcg] });
    for (const table of ['figures.csv.gz', 'organisations.csv.gz', 'source.json']) {
      const [a, b] = outs.map((out) => readFileSync(join(out, 'england/qof-ccg', table)));
      expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('are refused when a CCG that is declared to be absent has a row', async () => {
    const from = writeFiles(temporary('from-'), books({ '2017-18': [...two, ['14Y', 'NHS Buckinghamshire CCG']] }));
    await expect(extractSources({ from, out: temporary('out-'), sources: [qofCcg] })).rejects.toThrow(
      /qof-1718-prev-ach-exc-ccg.xlsx, sheet AF: found a row for CCG 14Y; expected none/,
    );
  });
});

describeWithSharedData('QOF as published', (data) => {
  let input: PublishedFolder;
  let figures: TableOut['rows'];
  let organisations: TableOut['rows'];
  const cells = new Map<string, Map<string, number | null>>();

  beforeAll(() => {
    input = new PublishedFolder(join(data, 'england'));
    const tables = qofCcg.extract(input) as TableOut[];
    figures = tables[0]?.rows ?? [];
    organisations = tables[1]?.rows ?? [];
    for (const [period, unit, topic, item, value] of figures) {
      const key = `${period} ${topic} ${unit}`;
      const cell = cells.get(key) ?? new Map<string, number | null>();
      cells.set(key, cell.set(String(item), value === null ? null : Number(value)));
    }
  }, 60_000);

  const indicatorCells = () => [...cells].filter(([, items]) => items.has('numerator'));
  const codesOf = (period: string) =>
    [
      ...new Set(
        indicatorCells()
          .map(([key]) => key.split(' '))
          .filter(([year]) => year === period)
          .map(([, topic]) => topic),
      ),
    ].sort();

  it('accounts for every row', () => {
    expect(() => input.assertAccounted()).not.toThrow();
  });

  // With the blocks that have a score alone, 2014-15 has 81 indicators whose maxima add up to 559, the points of that year’s framework.
  it('holds 314 indicator blocks and 60,441 CCG and indicator cells', () => {
    const codes = qofWorkbooks.map(({ period }) => codesOf(period));
    expect(codes.map((all) => all.length)).toEqual([57, 53, 53, 53, 53, 45]);
    expect(codes.flat()).toHaveLength(314);
    expect(new Set(codes.slice(1, 5).map(String)).size).toBe(1);
    expect(indicatorCells()).toHaveLength(60_441);
  });

  it('has 209, 209, 207, 194, 191 and 135 CCGs', () => {
    const counts = qofWorkbooks.map(
      ({ period }) => new Set(figures.filter(([year, , topic]) => year === period && topic === 'AF').map(([, unit]) => unit)).size,
    );
    expect(counts).toEqual([209, 209, 207, 194, 191, 135]);
    expect(organisations.filter(([, , period]) => period === '2013-14')).toHaveLength(209);
  });

  it('has an achievement that is 100 numerator / denominator in every cell', () => {
    const off = indicatorCells().map(([, items]) => {
      const [numerator, denominator, achievement] = ['numerator', 'denominator', 'achievement_percent'].map((item) => items.get(item) ?? Number.NaN);
      return Math.abs((100 * Number(numerator)) / Number(denominator) - Number(achievement));
    });
    expect(off.filter((difference) => !(difference <= 5e-10))).toEqual([]);
  });

  it('has exceptions that make up the published denominator plus exceptions in every cell', () => {
    const off = indicatorCells().filter(
      ([, items]) => (items.get('denominator') ?? Number.NaN) + (items.get('exceptions') ?? Number.NaN) !== items.get('denominator_plus_exceptions'),
    );
    expect(off.map(([key]) => key)).toEqual([]);
  });

  it('has one all-age list per CCG and year, the same in every sheet that gives it but one', () => {
    const lists = new Map(figures.filter(([, , topic]) => topic === 'LIST').map(([period, unit, , , value]) => [`${period} ${unit}`, value]));
    const differing = figures.filter(([period, unit, , item, value]) => item === 'list_size' && lists.get(`${period} ${unit}`) !== value);
    expect(lists.size).toBe(209 + 209 + 209 + 207 + 195 + 191 + 135);
    // NHS Kernow’s palliative care sheet; the publisher’s other twelve say 562,091.
    expect(differing).toEqual([['2015-16', '11N', 'PC', 'list_size', 560_871, 'final']]);
  });

  it('has no figure that is not a number, but for the missing list of Buckinghamshire in 2017-18', () => {
    expect(figures.filter(([, , , , value]) => value === null)).toEqual([['2017-18', '14Y', 'LIST', 'list_size', null, 'missing']]);
  });

  it('has no row of Buckinghamshire or of its predecessors in 2017-18', () => {
    expect(figures.filter(([period, unit, topic]) => period === '2017-18' && ['14Y', '10Y', '10H'].includes(String(unit)) && topic !== 'LIST')).toEqual([]);
  });
});
