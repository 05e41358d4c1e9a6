import * as Plot from '@observablehq/plot';
import type { Chart } from './draw.ts';
import { accent, ink, quiet } from './palette.ts';

/** One measure of the picture, in standard deviations between systems, turned so that better where there is choice is to the right. */
export interface ForestLine {
  id: string;
  label: string;
  /** A disease or kind of use: a thin line parts one from the next. */
  family: string;
  /** What is read out on pointing. */
  words: string;
  /** Adjusted; null where no adjusted difference is claimed. */
  adjusted: Limits | null;
  unadjusted: Limits | null;
  /** Filled when the verdict is for one side. */
  found: boolean;
  /** False for a measure without a good direction: not turned, higher to the right. */
  judged: boolean;
}

export interface Limits {
  value: number;
  lower: number;
  upper: number;
}

/** The measures of one domain. */
export interface ForestGroup {
  id: string;
  title: string;
  lines: readonly ForestLine[];
}

const rowHeight = 17;
/** Intervals beyond this many standard deviations are cut at the frame. */
const widest = 2.5;

interface Drawn extends Limits {
  id: string;
  words: string;
}

/** All measures in one picture: the difference between competitive and monopoly systems with its interval, by domain. */
export function competitionForest(groups: readonly ForestGroup[], words: { title: string; description: string }): Chart {
  const lines = groups.flatMap((group) => group.lines);
  const rows = groups.flatMap(({ id, lines: within }) => [id, ...within.map((line) => line.id)]);
  const end = endOf(lines);
  return {
    id: 'forest',
    ...words,
    options: {
      width: 680,
      height: rows.length * rowHeight + 90,
      marginLeft: 245,
      marginRight: 12,
      marginTop: 52,
      marginBottom: 36,
      x: { domain: [-end, end], label: null, axis: 'both', grid: true, ticks: 5, tickFormat: (value: number) => String(value).replace('-', '−') },
      y: { domain: rows, axis: null, padding: 0.1 },
      marks: [
        Plot.ruleY(firstsOf(groups), { y: (id: string) => id, dy: -rowHeight / 2, stroke: '#DAD7CC' }),
        Plot.ruleX([0], { stroke: ink }),
        ...sideTitles(),
        ...rowLabels(groups),
        ...unadjustedMarks(lines, end),
        ...adjustedMarks(lines, end),
      ],
    },
  };
}

/** The first measure of each family. */
const firstsOf = (groups: readonly ForestGroup[]): string[] =>
  groups.flatMap(({ lines }) => lines.filter((line, place) => line.family !== lines[place - 1]?.family).map(({ id }) => id));

/** Titles of groups in bold, those of measures plain, left of the frame. */
function rowLabels(groups: readonly ForestGroup[]): Plot.Markish[] {
  const place = { y: 'id', frameAnchor: 'left', dx: -10, textAnchor: 'end', fill: ink } as const;
  return [
    Plot.text(groups, { ...place, text: 'title', fontWeight: 'bold' }),
    Plot.text(
      groups.flatMap(({ lines }) => lines),
      { ...place, text: 'label' },
    ),
  ];
}

const sideTitles = (): Plot.Markish[] => [
  Plot.text(['← better with one system'], { frameAnchor: 'top-left', dy: -46, text: String, fill: ink, fontStyle: 'italic' }),
  Plot.text(['better with choice →'], { frameAnchor: 'top-right', dy: -46, text: String, fill: ink, fontStyle: 'italic' }),
];

function unadjustedMarks(lines: readonly ForestLine[], end: number): Plot.Markish[] {
  const drawn = lines.flatMap(({ id, words, unadjusted }) => (unadjusted === null ? [] : [{ id, words, ...within(unadjusted, end) }]));
  return [
    Plot.ruleY(drawn, { y: 'id', x1: 'lower', x2: 'upper', stroke: quiet, strokeOpacity: 0.45, dy: 3 }),
    Plot.dot(drawn, { y: 'id', x: 'value', symbol: 'times', r: 3, stroke: quiet, dy: 3, title: 'words' }),
  ];
}

function adjustedMarks(lines: readonly ForestLine[], end: number): Plot.Markish[] {
  const drawn = (wanted: (line: ForestLine) => boolean): Drawn[] =>
    lines.filter(wanted).flatMap(({ id, words, adjusted }) => (adjusted === null ? [] : [{ id, words, ...within(adjusted, end) }]));
  const dots = (data: Drawn[], symbol: 'circle' | 'diamond', fill: string): Plot.Markish =>
    Plot.dot(data, { y: 'id', x: 'value', symbol, r: 4, fill, stroke: accent, strokeWidth: 1.5, title: 'words', dy: -2 });
  return [
    Plot.ruleY(
      drawn(() => true),
      { y: 'id', x1: 'lower', x2: 'upper', stroke: accent, strokeWidth: 1.75, dy: -2 },
    ),
    dots(
      drawn(({ found, judged }) => judged && !found),
      'circle',
      '#ffffff',
    ),
    dots(
      drawn(({ found, judged }) => judged && found),
      'circle',
      accent,
    ),
    dots(
      drawn(({ judged }) => !judged),
      'diamond',
      '#ffffff',
    ),
  ];
}

/** Cut at the frame. */
function within({ value, lower, upper }: Limits, end: number): Limits {
  const cut = (place: number): number => Math.min(end, Math.max(-end, place));
  return { value: cut(value), lower: cut(lower), upper: cut(upper) };
}

/** Far enough for the intervals, up to a limit. */
function endOf(lines: readonly ForestLine[]): number {
  const reached = lines.flatMap(({ adjusted, unadjusted }) =>
    [adjusted, unadjusted].flatMap((limits) => (limits === null ? [] : [-limits.lower, limits.upper])),
  );
  return Math.min(widest, Math.max(1, ...reached.filter(Number.isFinite)));
}
