import type { PublishedFile } from '../source.ts';
import { codeOf, readTable, type TableRow, uniqueIn } from './table.ts';

/** Look-up from LSOA 2011 to sub-ICB location, ICB and district of July 2022. */
export const subIcbLookupFile = 'geography/lookup_lsoa11_sicbl22_icb22_ltla22.csv.gz';

/** England had so many of each from July 2022. */
export const expectedIcbs = 42;
export const expectedSubIcbs = 106;

export const lookupColumns = [
  'lsoa11_name',
  'lsoa11_code',
  'sicbl22_name',
  'sicbl22_code',
  'sicbl22_code_h',
  'icb22_name',
  'icb22_code',
  'icb22_code_h',
  'ltla22_name',
  'ltla22_code',
] as const;
export type LookupRow = TableRow<(typeof lookupColumns)[number]>;

export interface PublishedSystem {
  code: string;
  onsCode: string;
  name: string;
  /** ODS code of the ICB of a sub-ICB location. */
  parent: string | null;
}

/** The integrated systems by ODS code. */
export interface Systems {
  icbs: ReadonlyMap<string, PublishedSystem>;
  subIcbs: ReadonlyMap<string, PublishedSystem>;
}

export const englishLsoa = /^E01\d{6}$/;
const icbCode = /^Q[A-Z0-9]{2}$/;
const subIcbCode = /^(\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z])$/;

/** Reads the look-up. Every LSOA is in one sub-ICB location and every sub-ICB location in one ICB. */
export function readSubIcbLookup(file: PublishedFile): { rows: LookupRow[]; systems: Systems } {
  const rows = readTable(file, lookupColumns);
  const icbs = new Map<string, PublishedSystem>();
  const subIcbs = new Map<string, PublishedSystem>();
  const once = uniqueIn(file, 'LSOA');
  for (const { row, cells } of rows) {
    once(codeOf(file, row, 'lsoa11_code', cells.lsoa11_code, englishLsoa, 'an English LSOA, such as E01000001'), row);
    const icb = codeOf(file, row, 'icb22_code_h', cells.icb22_code_h, icbCode, 'the ODS code of an ICB, such as QE1');
    const subIcb = codeOf(file, row, 'sicbl22_code_h', cells.sicbl22_code_h, subIcbCode, 'the ODS code of a sub-ICB location, such as 00L or A3A8R');
    agree(file, row, icbs, { code: icb, onsCode: cells.icb22_code, name: cells.icb22_name, parent: null });
    agree(file, row, subIcbs, { code: subIcb, onsCode: cells.sicbl22_code, name: cells.sicbl22_name, parent: icb });
  }
  if (icbs.size !== expectedIcbs) throw file.refuse(undefined, `${icbs.size} ICBs`, `${expectedIcbs} ICBs`);
  if (subIcbs.size !== expectedSubIcbs) throw file.refuse(undefined, `${subIcbs.size} sub-ICB locations`, `${expectedSubIcbs} sub-ICB locations`);
  return { rows, systems: { icbs, subIcbs } };
}

/** Reads the systems alone: one row of each sub-ICB location is kept. */
export function readSystems(file: PublishedFile): Systems {
  const { rows, systems } = readSubIcbLookup(file);
  const further = rows.length - systems.subIcbs.size;
  for (const _ of systems.subIcbs) file.kept(1);
  if (further > 0) file.notData('further LSOA of the same sub-ICB location', further);
  return systems;
}

function agree(file: PublishedFile, row: number, known: Map<string, PublishedSystem>, system: PublishedSystem): void {
  const before = known.get(system.code);
  if (before === undefined) {
    known.set(system.code, system);
    return;
  }
  for (const property of ['name', 'onsCode', 'parent'] as const) {
    if (before[property] !== system[property]) {
      throw file.refuse(`line ${row}`, `${system.code} with ${property} “${system[property]}”`, `“${before[property]}” as on earlier lines`);
    }
  }
}
