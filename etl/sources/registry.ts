import type { Source } from '../source.ts';
import { englandSources } from './england/sources.ts';
import { ukNationsSources } from './uk-nations/sources.ts';
import { usaSources } from './usa/sources.ts';

/** Every source, in the order in which they are extracted. */
export const sources: readonly Source[] = [...englandSources, ...usaSources, ...ukNationsSources];
