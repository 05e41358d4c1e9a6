import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lookupColumns, subIcbLookupFile } from '../../../etl/readers/sub-icb-lookup.ts';
import { PublishedFolder, type Source, type TableOut } from '../../../etl/source.ts';
import { folder } from './published.ts';

type Files = Readonly<Record<string, string | Buffer>>;

/** A published table of plain cells. */
export const csv = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');

export const packed = (text: string): Buffer => gzipSync(text);

/** Extracts a source from files written to a temporary folder; every row must be accounted for. */
export const extractFrom = (source: Source, files: Files): Promise<Record<string, TableOut>> => extractIn(source, folder(files));

/** Extracts a source from the publishers’ own files. */
export const extractPublished = (source: Source, data: string): Promise<Record<string, TableOut>> =>
  extractIn(source, new PublishedFolder(join(data, source.edition)));

async function extractIn(source: Source, input: PublishedFolder): Promise<Record<string, TableOut>> {
  const tables = await source.extract(input);
  input.assertAccounted();
  return Object.fromEntries(tables.map((table) => [table.name, table]));
}

/** A row of a table by the names of its columns. */
export const records = (table: TableOut | undefined): Record<string, string | number | null>[] =>
  (table?.rows ?? []).map((row) => Object.fromEntries(row.map((cell, index) => [table?.columns[index] ?? '', cell])));

export interface Place {
  lsoa: string;
  subIcb: string;
  subIcbOns: string;
  icb: string;
}

const digits = (n: number, length: number): string => String(n).padStart(length, '0');

/** One LSOA in each of 106 sub-ICB locations (00A to 99A, 00B to 05B) of 42 ICBs (Q00 to Q41). */
export const places: readonly Place[] = Array.from({ length: 106 }, (_, index) => ({
  lsoa: `E01${digits(index + 1, 6)}`,
  subIcb: `${digits(index % 100, 2)}${index < 100 ? 'A' : 'B'}`,
  subIcbOns: `E38${digits(index + 1, 6)}`,
  icb: `Q${digits(index % 42, 2)}`,
}));

export const lookupRow = ({ lsoa, subIcb, subIcbOns, icb }: Place): string[] => [
  `Place ${lsoa}`,
  lsoa,
  `NHS ${icb} ICB - ${subIcb}`,
  subIcbOns,
  subIcb,
  `NHS ${icb} Integrated Care Board`,
  `E54${icb}`,
  icb,
  'Hartlepool',
  'E06000001',
];

/** The look-up from LSOA to systems, as published. */
export const lookup = (rows: readonly (readonly string[])[] = places.map(lookupRow)): Files => ({ [subIcbLookupFile]: packed(csv(lookupColumns, rows)) });
