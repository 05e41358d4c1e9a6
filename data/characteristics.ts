import type { Row } from './tables.ts';

/**
 * What systems are matched and adjusted on: who their people are and where they live. Never an outcome, bed supply or
 * market type: those are what is compared.
 */
export interface Characteristic {
  id: string;
  title: string;
  /** From the row of the system, on the scale on which it is matched and adjusted; null where it is not known. */
  of: (system: Pick<Row<'system'>, 'population' | 'share_75_plus' | 'share_65_plus' | 'share_rural' | 'share_most_deprived'>) => number | null;
  /** How a value on that scale is printed. */
  print: 'people' | 'percentage';
}

/** Every characteristic; a level names those that are known of its systems (`data/editions.ts`). */
export const characteristics: readonly Characteristic[] = [
  // Systems differ tenfold in size: on a log scale twice as large is as far as half as large.
  {
    id: 'size',
    title: 'Residents (log scale)',
    of: ({ population }) => (population === null || population <= 0 ? null : Math.log(population)),
    print: 'people',
  },
  { id: 'age', title: 'Share aged 75 and over', of: (system) => system.share_75_plus, print: 'percentage' },
  { id: 'age-65', title: 'Share aged 65 and over', of: (system) => system.share_65_plus, print: 'percentage' },
  { id: 'deprivation', title: 'Share in the most deprived fifth of areas', of: (system) => system.share_most_deprived, print: 'percentage' },
  { id: 'rurality', title: 'Share in rural areas', of: (system) => system.share_rural, print: 'percentage' },
];

export const characteristicById = new Map(characteristics.map((characteristic) => [characteristic.id, characteristic]));
