import type { Measure } from '../measure.ts';
import { admissions, bedDays, bedDaysPerAdmission, emergencyAdmissions, episodesForAge, nonelectiveMonthly, zeroDayEmergencyShare } from './hospital-use.ts';
import { qofMeasures } from './qof.ts';

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
];

export const measureById = new Map(measures.map((measure) => [measure.id, measure]));
