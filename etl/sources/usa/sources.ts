import type { Source } from '../../source.ts';

/** Sources of the American edition, in the order in which they are extracted. */
export const usaSources: readonly Source[] = [];
