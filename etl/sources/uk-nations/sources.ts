import type { Source } from '../../source.ts';
import { niHealthyr } from './ni-healthyr.ts';
import { publicHealthScotlandSource } from './public-health-scotland.ts';
import { scotlandBoundaries } from './scotland-boundaries.ts';
import { scotlandHealthyr } from './scotland-healthyr.ts';
import { walesHealthyr } from './wales-healthyr.ts';

/** Sources of the edition of the other nations of the United Kingdom, in the order in which they are extracted. */
export const ukNationsSources: readonly Source[] = [publicHealthScotlandSource, scotlandHealthyr, scotlandBoundaries, niHealthyr, walesHealthyr];
