import type { Measure } from '../../data/measure.ts';
import { draw, type SafeSvg } from '../charts/draw.ts';
import { outlookMarkers, type ProfileLine, placeInSpread, profileChart } from '../charts/profile.ts';
import { figureCells } from '../formats/cells.ts';
import { positionWords } from '../formats/league-words.ts';
import { counted, number } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
import type { LeagueRow } from '../queries/league-table.ts';
import type { Spread } from '../queries/system-analysis.ts';
import { orderLatest } from '../queries/system-measures.ts';

/** A chart with more rows is no easier to read than the table. */
export const mostProfileLines = 30;

/** The year with which a label begins, or that it holds: 2024 of `rating-2024`. */
const yearOf = (period: string): string => /\d{4}/.exec(period)?.[0] ?? '';

interface Judged {
  row: LeagueRow;
  spread: Spread;
  measure: Measure;
}

/** Judged measures of which the system has a value and the systems differ, largest gap in standard errors first. */
function judgedOf(rows: readonly LeagueRow[], spreads: readonly Spread[], measures: ReadonlyMap<string, Measure>): Judged[] {
  const byMeasure = new Map(spreads.map((spread) => [spread.measure_id, spread]));
  return orderLatest(rows, 'gap', measures).flatMap((row) => {
    const [measure, spread] = [measures.get(row.measure_id), byMeasure.get(row.measure_id)];
    if (measure === undefined || measure.polarity === 'no-judgement' || row.value === null) return [];
    return spread === undefined || spread.highest <= spread.lowest ? [] : [{ row, spread, measure }];
  });
}

function lineOf({ row, spread, measure }: Judged, newest: string): ProfileLine {
  const higherIsBetter = measure.polarity === 'higher-is-better';
  const place = (value: number | null): number => placeInSpread(value ?? 0, spread, higherIsBetter);
  const [from, to] = higherIsBetter ? [spread.lower_quarter, spread.upper_quarter] : [spread.upper_quarter, spread.lower_quarter];
  const cells = figureCells(row, measure);
  return {
    id: row.measure_id,
    label: measure.shortTitle + (yearOf(row.period) === yearOf(newest) ? '' : ` (${row.period})`),
    printed: `${cells.value}${measure.shortUnit === '%' ? '' : ' '}${measure.shortUnit}`,
    words: `${measure.shortTitle}: ${cells.value}${cells.interval === '' ? '' : ` (${cells.interval})`}. ${sentenceCase(row.position_words || 'not tested')}`,
    value: place(row.value),
    lower: place(row.lower ?? row.value),
    upper: place(row.upper ?? row.value),
    yardstick: row.yardstick_value === null ? null : place(row.yardstick_value),
    middle: [place(from), place(to)],
    outlook: row.outlook,
  };
}

const byOutlook = (rows: readonly LeagueRow[], outlook: string | null): LeagueRow[] => rows.filter((row) => row.outlook === outlook);

/** The profile in words: how many measures have each position, and which they are. */
function describeProfile(judged: readonly Judged[], name: string): string {
  const rows = judged.map(({ row }) => row);
  const titles = new Map(judged.map(({ row, measure }) => [row, measure.shortTitle]));
  const parts = outlookMarkers.flatMap(({ outlook }) => {
    const within = byOutlook(rows, outlook);
    const [first] = within;
    if (first === undefined) return [];
    const listed = outlook === null || outlook === 'similar' ? '' : ` (${within.map((row) => titles.get(row)).join(', ')})`;
    return [`${number(within.length)} ${first.position_words || 'without a test'}${listed}`];
  });
  return `${name} on ${counted(rows.length, 'measure', 'measures')}: ${parts.join('; ')}. The table has every number.`;
}

/** The profile chart with its key and what it leaves out; null where no judged measure has a value. */
export function profileView(
  rows: readonly LeagueRow[],
  about: { spreads: readonly Spread[]; measures: ReadonlyMap<string, Measure>; yardstick: string; name: string; plural: string },
): { chart: SafeSvg; shown: string; key: { glyph: string; title: string }[]; intervals: boolean } | null {
  const all = judgedOf(rows, about.spreads, about.measures);
  const judged = all.slice(0, mostProfileLines);
  if (judged.length === 0) return null;
  const newest = judged.map(({ row }) => row.period).reduce((a, b) => (yearOf(b) > yearOf(a) ? b : a));
  const tested = judged.some(({ row }) => row.z !== null);
  const chosen = tested
    ? 'those with the largest gap in standard errors, largest first'
    : 'in the order of the list of measures, because this yardstick has no test';
  return {
    chart: draw(
      profileChart(
        judged.map((one) => lineOf(one, newest)),
        { title: `${about.name} among the ${about.plural}`, description: describeProfile(judged, about.name) },
      ),
    ),
    shown: `Shown: ${number(judged.length)} of ${counted(all.length, 'measure', 'measures')} with a better end and a value, ${chosen}.`,
    intervals: judged.some(({ row }) => row.lower !== null),
    key: outlookMarkers
      .filter(({ outlook }) => judged.some(({ row }) => row.outlook === outlook))
      .map(({ outlook, glyph }) => ({ glyph, title: positionWords({ outlook: outlook ?? null, yardstick_id: about.yardstick }) || 'not tested' })),
  };
}
