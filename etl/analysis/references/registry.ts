import { adjusted } from './adjusted.ts';
import { all } from './all.ts';
import { competitiveOthers } from './competitive-others.ts';
import { frontier } from './frontier.ts';
import { others } from './others.ts';
import { peers } from './peers.ts';
import type { ReferenceMaker } from './reference.ts';
import { upperQuartile } from './upper-quartile.ts';

/** How each yardstick is made, by its id in `data/yardsticks.ts`. */
export const referenceMakers: ReadonlyMap<string, ReferenceMaker> = new Map(
  [others, competitiveOthers, peers, adjusted, upperQuartile, frontier, all].map((maker) => [maker.id, maker]),
);
