import { qofSheets } from '../../../../etl/sources/england/qof-ccg.ts';
import { type FixtureSheet, type Rows, workbook } from '../published.ts';

type Cell = string | number | null;

/** A block of columns: the text above them, their headers (`upper|lower` where split over two rows) and one row of cells per CCG. */
export interface Block {
  above: string;
  headers: string[];
  cells: Cell[][];
}

export interface QofFixture {
  period: string;
  ccgs: [code: string, name: string][];
  /** Changes the sheet of that name. */
  edit?: Record<string, (sheet: FixtureSheet) => FixtureSheet | null>;
  /** Further blocks of the AF sheet. */
  indicators?: Block[];
  /** Cells of the all-age list of the previous and of this year, one per CCG. */
  lists?: [previous: Cell[], current: Cell[]];
  footnotes?: Rows;
}

const before = (period: string) => `${Number(period.slice(0, 4)) - 1}-${period.slice(2, 4)}`;
const isSplit = (period: string) => period >= '2018-19';

/** Columns that say where a CCG is, as they changed over the years. */
const places = (period: string): string[] => {
  if (period === '2014-15') return ['Region Code', 'Area Team Code', 'Area Team Name', 'CCG Code', 'CCG Geography Code', 'CCG Name'];
  if (period === '2019-20') return ['CCG ODS code (practice parent)', 'CCG ONS code (practice parent)', 'CCG name (practice parent)'];
  return ['Region code', 'CCG code', 'CCG geography code', 'CCG name'];
};

const placeCells = (period: string, [code, name]: [string, string]): Cell[] => {
  if (period === '2014-15') return ['Y54', 'Q50', 'NORTH YORKSHIRE AND HUMBER AREA TEAM', code, 'E38000052', name];
  return period === '2019-20' ? [code, 'E38000052', name] : ['Y54', code, 'E38000052', name];
};

const percent = (period: string) => (isSplit(period) ? '(%)' : '(per cent)');

/** An indicator’s block in the words of its year. One number per CCG: the numerator; the denominator is twice it, exceptions are 5. */
export function indicator(period: string, above: string, numerators: number[]): Block {
  const exceptions = period === '2019-20' ? 'PCAs' : 'Exceptions';
  const split = isSplit(period) ? '|' : ' ';
  const headers = [
    `Achievement Score${split}(max 12 per practice)`,
    'Numerator',
    'Denominator',
    `Underlying Achievement${split}net of ${exceptions} ${percent(period)}`,
    exceptions,
    `${exceptions.slice(0, -1)} Rate ${percent(period)}`,
    `Denominator${split}plus ${exceptions}`,
    `Patients receiving${split}Intervention ${percent(period)}`,
  ];
  return { above, headers, cells: numerators.map((n) => [12, n, 2 * n, 50, 5, 1, 2 * n + 5, 45]) };
}

const prevalence = (period: string, above: string, lists: Cell[]): Block => ({
  above,
  headers: ['Number of practices', 'List size', 'Register', `Prevalence ${percent(period)}`],
  cells: lists.map((list) => [3, list, 20, 2]),
});

/** One sheet from its blocks, group headers merged as the publisher merges them. */
export function diseaseSheet(name: string, fixture: QofFixture, blocks: readonly Block[]): FixtureSheet {
  const { period, ccgs, footnotes = [] } = fixture;
  const group: Cell[] = places(period).map(() => null);
  const upper: Cell[] = [...group];
  const lower: Cell[] = places(period);
  const merges: string[] = [];
  const rows = ccgs.map((ccg) => placeCells(period, ccg));
  const headRows = isSplit(period) ? 3 : 2;
  for (const { above, headers, cells } of blocks) {
    merges.push(`${letter(group.length)}3:${letter(group.length + headers.length - 1)}3`);
    headers.forEach((header, index) => {
      const [first, second] = header.split('|');
      group.push(index === 0 ? above : null);
      upper.push(second === undefined ? null : `${first} `);
      lower.push(second ?? first ?? null);
    });
    for (const [index, row] of rows.entries()) row.push(...(cells[index] ?? []));
  }
  const head: Rows = [['Return to Contents'], ['Table 1: Recorded disease prevalence'], group, ...(headRows === 3 ? [upper] : []), lower];
  return { name, rows: [...head, ...rows, ...footnotes], merges };
}

const letter = (column: number): string => (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26));

/** A whole workbook: every sheet of its year with prevalence blocks, and AF with the given indicators. */
export function qofWorkbook(fixture: QofFixture): Buffer {
  const { period, ccgs, indicators = [], edit = {} } = fixture;
  const [previous, current] = fixture.lists ?? [ccgs.map(() => 900), ccgs.map(() => 1000)];
  const sheets: FixtureSheet[] = period === '2014-15' ? [] : [{ name: 'Title sheet', rows: [['Quality and Outcomes Framework'], ['Crown copyright']] }];
  for (const name of qofSheets(period)) {
    const blocks = [prevalence(period, before(period), previous), prevalence(period, period, current), ...(name === 'AF' ? indicators : [])];
    const sheet = diseaseSheet(name, fixture, blocks);
    const edited = edit[name] === undefined ? sheet : edit[name](sheet);
    if (edited !== null) sheets.push(edited);
  }
  return workbook(sheets);
}

/** Changes the cells of a sheet that hold `from`: all of them, or that with the given number. */
export const replaceCells =
  (from: Cell, to: Cell, only?: number) =>
  (sheet: FixtureSheet): FixtureSheet => {
    let seen = 0;
    const replaced = (cell: Cell): Cell => {
      if (cell !== from) return cell;
      seen += 1;
      return only === undefined || only === seen - 1 ? to : cell;
    };
    return { ...sheet, rows: sheet.rows.map((row) => row.map(replaced)) };
  };
