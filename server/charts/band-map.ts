import type { Measure } from '../../data/measure.ts';
import { figureCells } from '../formats/cells.ts';
import { bands, bandTitle } from '../formats/words.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Chart } from './draw.ts';
import type { Outlines } from './outlines.ts';
import { bandMarkers } from './palette.ts';
import { systemMap } from './system-map.ts';

const bandOf = (band: string | null): keyof typeof bandMarkers => bands.find((known) => known === band) ?? 'none';

/** A league table as a map: position against the limits by colour and sign. */
export function bandMap(outlines: Outlines, rows: readonly LeagueRow[], measure: Measure, words: { title: string; description: string }): Chart {
  const marks = rows.map((row) => {
    const { colour, glyph, dark } = bandMarkers[bandOf(row.band)];
    return { system_id: row.system_id, fill: colour, glyph, dark, title: `${row.system_name}: ${figureCells(row, measure).value}` };
  });
  return systemMap(outlines, marks, { id: 'map', ...words });
}

/** The key: sign, words, and the name of its colour in the style sheet. */
export const keyOfBands = (): { glyph: string; title: string; swatch: string }[] =>
  [...bands, 'none' as const].map((band) => ({ glyph: bandMarkers[band].glyph, title: bandTitle(band), swatch: band }));
