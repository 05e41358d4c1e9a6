import type { Source } from '../source.ts';

/** Every source, in the order in which they are extracted. */
export const sources: readonly Source[] = [];
