/**
 * Area testdata_big and the reference of the test workbook of PHEindicatormethods 2.1.0 (testdata_DSR_ISR.xlsx, Office for Health
 * Improvement and Disparities), in the 19 bands of the European Standard Population 2013.
 */
export const testArea = {
  count: [127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91],
  population: [636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207],
};

export const testReference = {
  count: [10303, 2824, 0, 3615, 3641, 3490, 3789, 3213, 3031, 2771, 3089, 3490, 3595, 4745, 5514, 7125, 5694, 6210, 5757],
  population: [50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463, 60479, 49974, 44140, 40888, 37239, 30819, 18136, 15325, 13918],
};

/** The European Standard Population 2013 as printed in that workbook. */
export const europe = [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000];
