import type { Topic } from '../runner.ts';
import { proportionWilson } from './proportion-wilson.ts';

/** Every topic that the library answers for. */
export const topics: readonly Topic[] = [proportionWilson];
