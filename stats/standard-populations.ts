/** A standard population: people by age band, the first age of each band, the last one open. */
export interface StandardPopulation {
  startAges: readonly number[];
  population: readonly number[];
}

/**
 * European Standard Population 2013, in 19 bands from 0 to 4 up to 90 and over; 100,000 people.
 *
 * Eurostat. Revision of the European Standard Population. Methodologies and working papers. 2013.
 */
export const europeanStandard2013: StandardPopulation = {
  startAges: [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90],
  population: [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000],
};

/** European Standard Population 1976, in 18 bands from 0 to 4 up to 85 and over; 100,000 people. For old series only. */
export const europeanStandard1976: StandardPopulation = {
  startAges: [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85],
  population: [8000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 6000, 5000, 4000, 3000, 2000, 1000, 1000],
};
