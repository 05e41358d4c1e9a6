import type { Figure } from '../../../data/extract.ts';
import { type Markers, missing, plainText, type Reading, readFigure, shown } from '../../readers/cell.ts';
import { assertFiles } from '../../readers/folder.ts';
import { layoutOf } from '../../readers/layouts.ts';
import { uniqueIn } from '../../readers/table.ts';
import { columnLetter, readWorkbook, type SheetRow, sheetNamed } from '../../readers/workbook.ts';
import { defineSource, figureTypes, type PublishedFile } from '../../source.ts';
import { practiceCode, practiceFigures } from './practices.ts';
import { copdFigures, copdLayouts, copdSums, practiceTitle } from './qof-practice-copd-layout.ts';

/** A practice without a figure of 2020-21 has `NA` there. */
const markers: Markers = { NA: missing };

const sheetName = 'Full_Data';

/** Reads the one sheet of the workbook: one row of each practice. */
export function readCopd(file: PublishedFile): Figure[] {
  const sheets = readWorkbook(file, 'xlsx');
  const sheet = sheetNamed(file, sheets, sheetName);
  for (const { name, rows } of sheets) if (name !== sheetName) file.notData(`sheet ${name}`, rows.length);
  const [header, ...rows] = sheet.rows;
  const titles = (header?.cells ?? []).map(plainText);
  layoutOf(file, `sheet ${sheetName}, row 1`, titles, copdLayouts);
  file.notData('header');
  const once = uniqueIn(file, 'practice', `sheet ${sheetName}, row`);
  const figures = rows.flatMap((row) => {
    const code = plainText(row.cells[titles.indexOf(practiceTitle)]);
    if (!practiceCode.test(code)) throw file.refuse(`sheet ${sheetName}, row ${row.row}, column ${practiceTitle}`, shown(code), 'a practice, such as A81001');
    once(code, row.row);
    assertSums(file, row, titles);
    file.kept(copdFigures.length);
    return copdFigures.map(({ title, period, topic, item }) => ({ period, unit_code: code, topic, item, ...count(file, row, titles, title) }));
  });
  if (figures.length === 0) throw file.refuse(`sheet ${sheetName}`, 'no practice', 'one row of each practice');
  return figures;
}

function count(file: PublishedFile, { row, cells }: SheetRow, titles: readonly string[], title: string): Reading {
  const column = titles.indexOf(title);
  const cell = cells[column] ?? null;
  const reading = readFigure(cell, title.endsWith('_2020_21') ? markers : {});
  if (reading === null || plainText(cell) === '' || !Number.isInteger(reading.value ?? 0))
    throw file.refuse(`sheet ${sheetName}, row ${row}, column ${columnLetter(column)}`, `${shown(cell)} as ${title}`, 'a whole number, or “NA” in 2020-21');
  return reading;
}

function assertSums(file: PublishedFile, row: SheetRow, titles: readonly string[]): void {
  for (const { sum, parts } of copdSums) {
    const published = count(file, row, titles, sum).value;
    const added = parts.reduce((total, title) => total + Number(count(file, row, titles, title).value), 0);
    if (published !== added) throw file.refuse(`sheet ${sheetName}, row ${row.row}`, `${sum} ${published}`, `${added}, the sum of ${parts.join(' and ')}`);
  }
}

export const qofPracticeCopd = defineSource({
  id: 'qof-practice-copd',
  edition: 'england',
  title: 'Quality and Outcomes Framework (QOF): chronic obstructive pulmonary disease by general practice',
  publisher: 'NHS Digital',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains information from NHS Digital, licensed under the Open Government Licence v3.0.',
  periods: '2021-22; register and list size also 2020-21',
  note: [
    'Practices are those of 2021-22. COPD: patients on the register, and list_size, all registered patients. COPD008: patients with breathlessness (MRC grade 3 or more) offered pulmonary rehabilitation. COPD010: patients reviewed in the last 12 months, with the number of exacerbations recorded. exceptions are personalised care adjustments (PCAs), which are not in the denominator.',
    'For 2020-21 10 practices have no figures and 5 more no register (“NA”): missing. No practice has a register of 0 in that year, so the 5 probably had nobody on it (they had 0 or 1 a year later).',
    'Left out of the publisher’s table: prevalences, rates and percentages, which follow from the counts; points; totals over indicators; COPD009, which has no counts; codes and names of areas and networks, which are in qof-networks.',
    'Left out because they were joined to it by others: addresses, co-ordinates and telephone numbers (382 practices have none), and figures of areas from Fingertips (emergency admissions, prevalence), which are repeated on every practice of an area, have no confidence intervals and must never be summed over practices.',
  ].join(' '),
  tables: { figures: figureTypes },
  extract(input) {
    assertFiles(input, 'qof-practice-copd', ['Full_Data.xlsx']);
    return [practiceFigures('figures', 'one count of a practice and year', readCopd(input.open('qof-practice-copd/Full_Data.xlsx')))];
  },
});
