import type { PublishedFile } from '../source.ts';
import { englishLsoa, subIcbLookupFile } from './sub-icb-lookup.ts';
import { codeOf, readTable, uniqueIn } from './table.ts';

/** Look-up from LSOA 2011 to MSOA 2011 of Great Britain. */
export const msoaLookupFile = 'geography/lookup_lsoa11_msoa11.csv.gz';

/** A small area: a middle-layer super output area of the 2011 census. */
export interface Msoa {
  code: string;
  name: string;
}

/** The MSOA of every English LSOA. Rows of Wales and Scotland are accounted for; those that are returned are the caller’s to keep. */
export function readMsoaLookup(file: PublishedFile, lsoas: ReadonlySet<string>): Map<string, Msoa> {
  const once = uniqueIn(file, 'LSOA');
  const names = new Map<string, string>();
  const found = new Map<string, Msoa>();
  for (const { row, cells } of readTable(file, ['lsoa11_name', 'lsoa11_code', 'msoa11_name', 'msoa11_code'])) {
    once(cells.lsoa11_code, row);
    if (isOutsideEngland(file, row, cells.lsoa11_code)) continue;
    const code = codeOf(file, row, 'msoa11_code', cells.msoa11_code, /^E02\d{6}$/, 'an English MSOA, such as E02000001');
    const name = names.get(code) ?? cells.msoa11_name;
    if (name !== cells.msoa11_name) throw file.refuse(`line ${row}`, `MSOA ${code} named “${cells.msoa11_name}”`, `“${name}” as on earlier lines`);
    names.set(code, name);
    found.set(cells.lsoa11_code, { code, name });
  }
  refuseOtherLsoas(file, found, lsoas);
  return found;
}

/** True for a row of Wales or Scotland, which is then accounted for. */
export function isOutsideEngland(file: PublishedFile, row: number, code: string): boolean {
  if (englishLsoa.test(code)) return false;
  codeOf(file, row, 'lsoa11_code', code, /^[SW]01\d{6}$/, 'an LSOA or data zone, such as E01000001');
  file.notData(code.startsWith('W') ? 'Welsh area' : 'Scottish area');
  return true;
}

/** Every file of LSOAs is to hold those of the sub-ICB look-up, no fewer and no others. */
export function refuseOtherLsoas(file: PublishedFile, found: ReadonlyMap<string, unknown>, lsoas: ReadonlySet<string>): void {
  for (const code of lsoas) if (!found.has(code)) throw file.refuse(undefined, `no row for LSOA ${code}`, 'one row for every LSOA of a sub-ICB location');
  for (const code of found.keys())
    if (!lsoas.has(code)) throw file.refuse(undefined, `LSOA ${code}, which is in no sub-ICB location`, `the LSOAs of ${subIcbLookupFile}`);
}
