import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { editions } from '../../data/editions.ts';

/** Which areas a postcode or ZIP code lies in. */
export interface PostcodeLookup {
  /** Codes of areas; none for a code that is not in the file. A ZIP code may lie in several counties. */
  areasOf(code: string): readonly string[];
}

/** A look-up file that cannot be meant; the message names file, line, what was found and what was expected. */
export class PostcodesError extends Error {}

const header = ['code', 'area_id'];
const forms: Readonly<Record<string, { form: RegExp; expected: string }>> = {
  usa: { form: /^\d{5}$/, expected: 'a ZIP code of five digits' },
};
const ukForm = { form: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/, expected: 'a whole postcode, such as HU1 2AA' };
const areaForm = /^[A-Za-z0-9-]{1,20}$/;

/**
 * Opens the look-ups of a folder: `england.csv`, `usa.csv`, `uk-nations.csv`, each where it is there. Null opens none. Refuses a folder
 * without any, a file of an unknown edition, and the first line of a file that is malformed.
 */
export async function openPostcodes(folder: string | null): Promise<ReadonlyMap<string, PostcodeLookup>> {
  if (folder === null) return new Map();
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.csv')).sort();
  const known = editions.map(({ id }) => id);
  const expected = known.map((id) => `${id}.csv`).join(', ');
  if (files.length === 0) throw new PostcodesError(`YARDSTICK_POSTCODES: found no look-up in ${folder}; expected ${expected} or some of them`);
  const lookups = new Map<string, PostcodeLookup>();
  for (const file of files) {
    const edition = known.find((id) => file === `${id}.csv`);
    if (edition === undefined) throw new PostcodesError(`YARDSTICK_POSTCODES: found ${file}; expected ${expected}`);
    lookups.set(edition, await readPostcodes(join(folder, file), edition));
  }
  return lookups;
}

/** Reads one look-up file: a header `code,area_id`, and one row of each code and area it lies in, in any order. */
export async function readPostcodes(file: string, edition: string): Promise<PostcodeLookup> {
  const reader = new LookupReader(file, forms[edition] ?? ukForm);
  // Rows are taken as they are read, so that none is kept.
  const parser = parse({ bom: true, relax_column_count: true, on_record: (record: string[]) => reader.take(record) });
  try {
    await pipeline(createReadStream(file), parser.resume());
  } catch (error) {
    if (error instanceof PostcodesError) throw error;
    throw reader.refuse(`text that is not CSV (${(error as { code?: string }).code ?? 'unreadable'})`, 'comma-separated values with balanced quotes');
  }
  return reader.finish();
}

class LookupReader {
  private readonly pairs = new Pairs();
  private line = 1;

  constructor(
    private readonly file: string,
    private readonly code: { form: RegExp; expected: string },
  ) {}

  /** Takes the cells of one line; null, as nothing is to be kept of it. */
  take(record: readonly string[]): null {
    const [code = '', area = ''] = record;
    if (record.length !== header.length) throw this.refuse(`${record.length} cells`, `${header.length} cells: ${header.join(',')}`);
    if (this.line === 1) {
      if (record.join() !== header.join()) throw this.refuse(quoted(record.join()), quoted(header.join()));
    } else {
      const plain = code.toUpperCase().replaceAll(' ', '');
      if (!this.code.form.test(plain)) throw this.refuse(quoted(code), this.code.expected);
      if (!areaForm.test(area)) throw this.refuse(quoted(area), 'the code of an area, such as E02000001');
      if (!this.pairs.add(plain, area)) throw this.refuse(`more than ${mostAreas} areas`, 'no more');
    }
    this.line += 1;
    return null;
  }

  refuse(found: string, expected: string): PostcodesError {
    return new PostcodesError(`${this.file}, line ${this.line}: found ${found}; expected ${expected}`);
  }

  finish(): PostcodeLookup {
    if (this.line <= 2) throw this.refuse('no row', 'a header code,area_id and a row of each code');
    return this.pairs.sorted();
  }
}

/** Enough of a value to find it by; a file may hold anything. */
const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

const mostAreas = 65_536;
const longestCode = 7;
/** Digits and letters are 1 to 36; 0 fills a shorter code up. */
const base = 37;

/** A code as a number below 37 to the seventh, which times 65,536 is still a whole number that a double holds. */
function numberOf(code: string): number {
  let number = 0;
  for (let at = 0; at < longestCode; at++) number = number * base + (at < code.length ? Number.parseInt(code.charAt(at), 36) + 1 : 0);
  return number;
}

/** Pairs of code and area, one number each: two million postcodes in twenty megabytes. */
class Pairs {
  private values = new Float64Array(1_024);
  private count = 0;
  private readonly areas: string[] = [];
  private readonly places = new Map<string, number>();

  /** False when there are more areas than can be numbered. */
  add(code: string, area: string): boolean {
    const place = this.places.get(area) ?? this.areas.length;
    if (place === this.areas.length) {
      if (place === mostAreas) return false;
      this.areas.push(area);
      this.places.set(area, place);
    }
    if (this.count === this.values.length) {
      const wider = new Float64Array(this.count * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.count++] = numberOf(code) * mostAreas + place;
    return true;
  }

  sorted(): PostcodeLookup {
    const values = this.values.slice(0, this.count).sort();
    const { areas } = this;
    return {
      areasOf(code) {
        if (!/^[0-9A-Z]{1,7}$/.test(code)) return [];
        const least = numberOf(code) * mostAreas;
        const found = new Set<string>();
        for (let at = firstFrom(values, least); at < values.length; at++) {
          const place = (values[at] ?? Number.NaN) - least;
          if (!(place < mostAreas)) break;
          found.add(areas[place] ?? '');
        }
        return [...found];
      },
    };
  }
}

/** Position of the first value that is not less. */
function firstFrom(values: Float64Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
