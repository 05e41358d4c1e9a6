import type { Source } from '../../source.ts';
import { aeSeries } from './ae-series.ts';
import { bedsMonthlyUec } from './beds-monthly-uec.ts';
import { boundaries } from './boundaries.ts';
import { choice } from './choice.ts';
import { constituencies } from './constituencies.ts';
import { dischargeReady } from './discharge-ready.ts';
import { geography } from './geography.ts';
import { hesApcCcg } from './hes-apc-ccg.ts';
import { imd } from './imd.ts';
import { kh03 } from './kh03.ts';
import { marCcgMonthly } from './mar-ccg-monthly.ts';
import { orgChanges } from './org-changes.ts';
import { population } from './population.ts';
import { practiceMap } from './practice-map.ts';
import { practicePlaces } from './practice-places.ts';
import { qofCcg } from './qof-ccg.ts';
import { qofNetworks } from './qof-networks.ts';
import { qofPracticeCopd } from './qof-practice-copd.ts';
import { qofPracticePoints } from './qof-practice-points.ts';
import { trustChanges } from './trust-changes.ts';
import { trustPlaces } from './trust-places.ts';
import { trusts } from './trusts.ts';
import { winterSitrep } from './winter-sitrep.ts';

/** Sources of the English edition, in the order in which they are extracted. */
export const englandSources: readonly Source[] = [
  qofCcg,
  hesApcCcg,
  marCcgMonthly,
  geography,
  orgChanges,
  boundaries,
  population,
  imd,
  choice,
  trusts,
  practiceMap,
  kh03,
  bedsMonthlyUec,
  winterSitrep,
  aeSeries,
  dischargeReady,
  trustPlaces,
  trustChanges,
  qofPracticePoints,
  qofPracticeCopd,
  qofNetworks,
  constituencies,
  practicePlaces,
];
