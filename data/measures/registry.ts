import type { Measure } from '../measure.ts';
import { englandNetworkMeasures } from './england-networks.ts';
import { englandRecentMeasures } from './england-recent.ts';
import { admissions, bedDays, bedDaysPerAdmission, emergencyAdmissions, episodesForAge, nonelectiveMonthly, zeroDayEmergencyShare } from './hospital-use.ts';
import { qofMeasures } from './qof.ts';
import { starRatingMeasures } from './stars.ts';
import { ukNationsMeasures } from './uk-nations-measures.ts';
import { usaAreaMeasures } from './usa-areas.ts';
import { usaHospitalMeasures } from './usa-hospitals.ts';

/** Every measure, in the order of lists. */
export const measures: readonly Measure[] = [
  bedDays,
  bedDaysPerAdmission,
  emergencyAdmissions,
  admissions,
  episodesForAge,
  nonelectiveMonthly,
  zeroDayEmergencyShare,
  ...qofMeasures,
  ...englandRecentMeasures,
  ...englandNetworkMeasures,
  ...starRatingMeasures,
  ...usaAreaMeasures,
  ...usaHospitalMeasures,
  ...ukNationsMeasures,
];

export const measureById = new Map(measures.map((measure) => [measure.id, measure]));
