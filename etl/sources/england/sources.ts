import type { Source } from '../../source.ts';
import { boundaries } from './boundaries.ts';
import { choice } from './choice.ts';
import { geography } from './geography.ts';
import { hesApcCcg } from './hes-apc-ccg.ts';
import { imd } from './imd.ts';
import { marCcgMonthly } from './mar-ccg-monthly.ts';
import { orgChanges } from './org-changes.ts';
import { population } from './population.ts';
import { practiceMap } from './practice-map.ts';
import { qofCcg } from './qof-ccg.ts';
import { trusts } from './trusts.ts';

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
];
