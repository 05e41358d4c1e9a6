import { lookupColumns, subIcbLookupFile } from '../../../../etl/readers/sub-icb-lookup.ts';
import { csv, packed } from '../extracting.ts';

type Files = Readonly<Record<string, string | Buffer>>;

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
