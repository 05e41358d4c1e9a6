import type { Source } from '../../source.ts';

/** Sources of the edition of the other nations of the United Kingdom, in the order in which they are extracted. */
export const ukNationsSources: readonly Source[] = [];
