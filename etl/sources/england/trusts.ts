import { readCsv } from '../../readers/csv.ts';
import { byCode, codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, nameTypes, type PublishedFolder, type TableOut } from '../../source.ts';

const trustCode = /^R[A-Z0-9]{2}$/;
const expectedCode = 'an NHS trust, such as R0A';

/** Cells of a row of the ODS file, which has no header. */
const odsCells = 24;

export const trusts = defineSource({
  id: 'trusts',
  edition: 'england',
  title: 'NHS trusts: names',
  publisher: 'NHS Digital Organisation Data Service (ODS); NHS website',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains public sector information from NHS England and NHS Digital licensed under the Open Government Licence v3.0.',
  periods: '2022',
  note: 'Names come from the list of trusts of 2022 (points_nhs_trusts22); the ODS list (etr) adds closed trusts, whose names are in capitals as published. Where both name a trust the list of 2022 is preferred: it is not in capitals and knows renamings up to 2022. Addresses, coordinates and dates are left out.',
  tables: { trusts: nameTypes },
  extract: (input) => [readTrusts(input)],
});

function readTrusts(input: PublishedFolder): TableOut {
  const names = new Map<string, string>();
  const points = input.open('trusts/points_nhs_trusts22.csv');
  const onceInPoints = uniqueIn(points, 'trust');
  for (const { row, cells } of readTable(points, ['nhs_trust22_name', 'nhs_trust22_code', 'status', 'longitude', 'latitude'])) {
    const code = codeOf(points, row, 'nhs_trust22_code', cells.nhs_trust22_code, trustCode, expectedCode);
    onceInPoints(code, row);
    names.set(code, codeOf(points, row, 'nhs_trust22_name', cells.nhs_trust22_name, /\S/, 'a name'));
    points.kept();
  }
  readOdsNames(input, names);
  return { name: 'trusts', row: 'one NHS trust', columns: ['code', 'name'], rows: [...names].sort(([a], [b]) => byCode(a, b)) };
}

/** Adds the trusts that are only in the ODS list. */
function readOdsNames(input: PublishedFolder, names: Map<string, string>): void {
  const file = input.open('trusts/etr_trust_list.csv');
  const once = uniqueIn(file, 'trust');
  for (const { row, cells } of readCsv(file)) {
    if (cells.length !== odsCells) throw file.refuse(`line ${row}`, `${cells.length} cells`, `${odsCells} cells`);
    const code = codeOf(file, row, '1', cells[0] ?? '', trustCode, expectedCode);
    once(code, row);
    const name = cells[1] ?? '';
    if (name.trim() === '') throw file.refuse(`line ${row}, column 2`, quoted(name), 'a name');
    if (names.has(code)) {
      file.notData('named in the list of 2022');
    } else {
      names.set(code, name);
      file.kept();
    }
  }
}
