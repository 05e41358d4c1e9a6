import { isOutsideEngland, type Msoa, msoaLookupFile, readMsoaLookup, refuseOtherLsoas } from '../../readers/msoa-lookup.ts';
import { type LookupRow, type PublishedSystem, readSubIcbLookup, type Systems, subIcbLookupFile } from '../../readers/sub-icb-lookup.ts';
import { byCode, codeOf, quoted, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';

export const geography = defineSource({
  id: 'geography',
  edition: 'england',
  title: 'Look-ups between census areas, integrated care boards and districts; rural-urban classification 2011',
  publisher: 'Office for National Statistics (ONS)',
  licence: 'Open Government Licence v3.0',
  attribution:
    'Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data © Crown copyright and database right.',
  periods: 'systems of July 2022, districts of 2022, areas of the 2011 census',
  note: 'Short names of sub-ICB locations are the names of the clinical commissioning groups (CCGs) of April 2021 with the same ODS code. Three boundaries moved in July 2022 under unchanged codes: 92 LSOAs of West Birmingham from D2P2L to 15E, 21 LSOAs of Glossop from 01Y to 15M and 9 LSOAs from 06H to 78H; figures published by CCG before then, and the short names of D2P2L and 01Y, follow the old boundary, populations the new one. Wales and Scotland are left out.',
  tables: {
    lsoa: {
      lsoa_code: 'varchar',
      msoa_code: 'varchar',
      sub_icb_code: 'varchar',
      icb_code: 'varchar',
      district_code: 'varchar',
      district_name: 'varchar',
      rural: 'integer',
      ruc11_code: 'varchar',
    },
    msoa: { msoa_code: 'varchar', name: 'varchar' },
    systems: { level: 'varchar', code: 'varchar', ons_code: 'varchar', name: 'varchar', short_name: 'varchar', parent_code: 'varchar' },
  },
  extract: (input) => {
    const lookupFile = input.open(subIcbLookupFile);
    const { rows, systems } = readSubIcbLookup(lookupFile);
    const lsoas = new Set(rows.map(({ cells }) => cells.lsoa11_code));
    const msoas = readMsoas(input, lsoas);
    const rurality = readRurality(input, lsoas);
    const ccgNames = readCcgNames(input, lsoas, systems);
    return [lsoaTable(lookupFile, rows, msoas, rurality), msoaTable(msoas), systemTable(lookupFile, systems, ccgNames)];
  },
});

interface Rurality {
  code: string;
  rural: 0 | 1;
}

function readMsoas(input: PublishedFolder, lsoas: ReadonlySet<string>): Map<string, Msoa> {
  const file = input.open(msoaLookupFile);
  const found = readMsoaLookup(file, lsoas);
  for (const _ of found) file.kept(2);
  return found;
}

function readRurality(input: PublishedFolder, lsoas: ReadonlySet<string>): Map<string, Rurality> {
  const file = input.open('geography/ruc11_lsoa11.csv.gz');
  const once = uniqueIn(file, 'LSOA');
  const found = new Map<string, Rurality>();
  for (const { row, cells } of readTable(file, ['lsoa11_code', 'ruc11_code', 'ruc', 'classification'])) {
    once(cells.lsoa11_code, row);
    if (isOutsideEngland(file, row, cells.lsoa11_code)) continue;
    const code = codeOf(file, row, 'ruc11_code', cells.ruc11_code, /^[A-E][12]$/, 'a class of the rural-urban classification 2011, A1 to E2');
    const expected = code < 'D' ? 'Urban' : 'Rural';
    if (cells.ruc !== expected) throw file.refuse(`line ${row}, column ruc`, quoted(cells.ruc), `“${expected}”, as class ${code} is`);
    found.set(cells.lsoa11_code, { code, rural: expected === 'Rural' ? 1 : 0 });
    file.kept(2);
  }
  refuseOtherLsoas(file, found, lsoas);
  return found;
}

/** Names of the CCGs of April 2021 by ODS code; every sub-ICB location has the code of one. */
function readCcgNames(input: PublishedFolder, lsoas: ReadonlySet<string>, { subIcbs }: Systems): Map<string, string> {
  const file = input.open('geography/lookup_lsoa11_ccg21_stp21.csv.gz');
  const once = uniqueIn(file, 'LSOA');
  const found = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { row, cells } of readTable(file, ['lsoa_name', 'lsoa_code', 'ccg_name', 'ccg_code', 'ccg_nhs_code', 'stp_name', 'stp_code'])) {
    once(cells.lsoa_code, row);
    found.set(cells.lsoa_code, cells.ccg_nhs_code);
    if (!subIcbs.has(cells.ccg_nhs_code)) throw file.refuse(`line ${row}, column ccg_nhs_code`, quoted(cells.ccg_nhs_code), 'the code of a sub-ICB location');
    codeOf(file, row, 'ccg_name', cells.ccg_name, /^NHS .+ CCG$/, 'a name such as “NHS Kernow CCG”');
    const name = names.get(cells.ccg_nhs_code);
    if (name === undefined) {
      names.set(cells.ccg_nhs_code, cells.ccg_name);
      file.kept();
    } else if (name === cells.ccg_name) {
      file.notData('further LSOA of the same CCG');
    } else {
      throw file.refuse(`line ${row}`, `CCG ${cells.ccg_nhs_code} named “${cells.ccg_name}”`, `“${name}” as on earlier lines`);
    }
  }
  refuseOtherLsoas(file, found, lsoas);
  for (const code of subIcbs.keys()) if (!names.has(code)) throw file.refuse(undefined, `no CCG with the code ${code}`, 'a CCG for every sub-ICB location');
  return names;
}

function lsoaTable(file: PublishedFile, rows: readonly LookupRow[], msoas: ReadonlyMap<string, Msoa>, rurality: ReadonlyMap<string, Rurality>): TableOut {
  const sorted = [...rows].sort((a, b) => byCode(a.cells.lsoa11_code, b.cells.lsoa11_code));
  return {
    name: 'lsoa',
    row: 'one LSOA 2011 and the area, systems and district it lies in',
    columns: ['lsoa_code', 'msoa_code', 'sub_icb_code', 'icb_code', 'district_code', 'district_name', 'rural', 'ruc11_code'],
    rows: sorted.map(({ row, cells }) => {
      codeOf(file, row, 'ltla22_code', cells.ltla22_code, /^E0[6-9]\d{6}$/, 'an English district, such as E06000001');
      file.kept(4);
      const rural = rurality.get(cells.lsoa11_code);
      return [
        cells.lsoa11_code,
        msoas.get(cells.lsoa11_code)?.code ?? null,
        cells.sicbl22_code_h,
        cells.icb22_code_h,
        cells.ltla22_code,
        cells.ltla22_name,
        rural?.rural ?? null,
        rural?.code ?? null,
      ];
    }),
  };
}

function msoaTable(msoas: ReadonlyMap<string, Msoa>): TableOut {
  const names = new Map([...msoas.values()].map(({ code, name }) => [code, name]));
  return { name: 'msoa', row: 'one MSOA 2011', columns: ['msoa_code', 'name'], rows: [...names].sort(([a], [b]) => byCode(a, b)) };
}

function systemTable(file: PublishedFile, { icbs, subIcbs }: Systems, ccgNames: ReadonlyMap<string, string>): TableOut {
  const rowsOf = (level: string, systems: ReadonlyMap<string, PublishedSystem>, shortName: (system: PublishedSystem) => string) =>
    [...systems.values()]
      .sort((a, b) => byCode(a.code, b.code))
      .map((system) => [level, system.code, system.onsCode, system.name, shortName(system), system.parent]);
  return {
    name: 'systems',
    row: 'one integrated system of July 2022',
    columns: ['level', 'code', 'ons_code', 'name', 'short_name', 'parent_code'],
    rows: [
      ...rowsOf('icb', icbs, (icb) => between(file, icb.name, /^NHS (.+) Integrated Care Board$/)),
      ...rowsOf('sub-icb', subIcbs, (subIcb) => between(file, ccgNames.get(subIcb.code) ?? '', /^NHS (.+) CCG$/)),
    ],
  };
}

function between(file: PublishedFile, name: string, form: RegExp): string {
  const short = form.exec(name)?.[1];
  if (short === undefined) throw file.refuse('names of systems', quoted(name), `a name like ${form.source}`);
  return short;
}
