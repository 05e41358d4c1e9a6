import { marketTypes } from '../../data/markets.ts';
import { type bands, marketMarkers } from '../formats/words.ts';
import type { SmallShape } from './small-marks.ts';

/** Distinct for every common kind of colour vision and in greys; shape or letter always says it too. */
export const ink = '#1d1d1b';
export const quiet = '#6f6f6f';
export const accent = '#12436D';
export const yardstickColour = '#B8400C';

export const marketColour = { domain: [...marketTypes], range: marketTypes.map((type) => marketMarkers[type].colour) };
export const marketSymbol = { domain: [...marketTypes], range: marketTypes.map((type) => marketMarkers[type].symbol) };

const smallShapes: Record<string, SmallShape> = { circle: 'point', diamond: 'lozenge', square: 'block', times: 'cross' };

/** The same markers among thousands. */
export const marketShapes = marketTypes.map((kind) => ({
  kind,
  shape: smallShapes[marketMarkers[kind].symbol] ?? 'point',
  colour: marketMarkers[kind].colour,
}));

/** Fill and letter of a band on maps: dark blue is high, dark pink is low; neither is good nor bad. */
export const bandMarkers: Record<(typeof bands)[number] | 'none', { glyph: string; colour: string; dark: boolean }> = {
  'high-998': { glyph: '++', colour: '#12436D', dark: true },
  'high-95': { glyph: '+', colour: '#7FB2D9', dark: false },
  within: { glyph: '=', colour: '#E9E4D4', dark: false },
  'low-95': { glyph: '−', colour: '#DDA0BE', dark: false },
  'low-998': { glyph: '−−', colour: '#801650', dark: true },
  none: { glyph: '?', colour: '#B9B9B4', dark: false },
};
