import { plainText, shown } from '../../readers/cell.ts';
import { byCode, uniqueIn } from '../../readers/table.ts';
import { readWorkbook, sheetNamed } from '../../readers/workbook.ts';
import { defineSource, nameTypes, type PublishedFolder, type TableOut } from '../../source.ts';

const columns = [
  'PCN Code',
  'PCN Name',
  'Current Clinical Commissioning Group Code',
  'Clinical Commissioning Group Name',
  'Open Date',
  'Close Date',
  'Address Line 1',
  'Address Line 2',
  'Address Line 3',
  'Address Line 4',
  'Address Line 5',
  'Postcode',
];

export const practiceMap = defineSource({
  id: 'practice-map',
  edition: 'england',
  title: 'Primary care networks (ePCN): names',
  publisher: 'NHS Digital Organisation Data Service (ODS)',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains public sector information from NHS Digital licensed under the Open Government Licence v3.0.',
  periods: '2020',
  note: 'Names only, closed networks included; most are in capitals, as published. Member practices, addresses and dates are left out.',
  tables: { networks: nameTypes },
  extract: (input) => [readNetworkNames(input)],
});

function readNetworkNames(input: PublishedFolder): TableOut {
  const file = input.open('practice-map/ePCN.xlsx');
  const sheets = readWorkbook(file, 'xlsx');
  const details = sheetNamed(file, sheets, 'PCNDetails');
  for (const sheet of sheets) if (sheet !== details) file.notData(`sheet ${sheet.name}`, sheet.rows.length);
  const [header, ...rows] = details.rows;
  columns.forEach((column, index) => {
    const found = header?.cells[index];
    if (plainText(found) !== column) throw file.refuse(`sheet PCNDetails, row 1, column ${index + 1}`, shown(found), shown(column));
  });
  file.notData('header');
  const once = uniqueIn(file, 'network', 'sheet PCNDetails, row');
  const names = rows.map(({ row, cells }) => {
    const place = `sheet PCNDetails, row ${row}`;
    const code = plainText(cells[0]);
    const name = plainText(cells[1]);
    if (!/^U\d{5}$/.test(code)) throw file.refuse(`${place}, column PCN Code`, shown(cells[0]), 'a network, such as U12345');
    if (name === '') throw file.refuse(`${place}, column PCN Name`, shown(cells[1]), 'a name');
    once(code, row);
    file.kept(1);
    return [code, name] as const;
  });
  return { name: 'networks', row: 'one primary care network', columns: ['code', 'name'], rows: [...names].sort(([a], [b]) => byCode(a, b)) };
}
