import type { Measure } from '../measure.ts';
import { northernIrishMeasures } from './uk-nations-ni.ts';
import { scottishMeasures } from './uk-nations-scotland.ts';
import { welshMeasures } from './uk-nations-wales.ts';

/** The measures of Scotland, Wales and Northern Ireland: none mixes nations. */
export const ukNationsMeasures: readonly Measure[] = [...scottishMeasures, ...welshMeasures, ...northernIrishMeasures];
