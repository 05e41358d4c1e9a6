import * as Plot from '@observablehq/plot';
import type { Chart } from './draw.ts';
import { ink, quiet, yardstickColour } from './palette.ts';

/** One measure of a profile, in units of the spread of systems: 0 is the end that is worse, 1 the end that is better. */
export interface ProfileLine {
  id: string;
  label: string;
  /** The value as it is printed. */
  printed: string;
  /** What is read out on pointing. */
  words: string;
  value: number;
  lower: number;
  upper: number;
  yardstick: number | null;
  /** The middle half of the systems, left end first. */
  middle: readonly [number, number];
  outlook: string | null;
}

/** Shape of each outlook: the same in the key, so that nothing rests on colour. */
export const outlookMarkers = [
  { outlook: 'far-better', glyph: '▲', symbol: 'triangle', rotate: 0, hollow: false },
  { outlook: 'better', glyph: '△', symbol: 'triangle', rotate: 0, hollow: true },
  { outlook: 'similar', glyph: '○', symbol: 'circle', rotate: 0, hollow: true },
  { outlook: 'worse', glyph: '▽', symbol: 'triangle', rotate: 180, hollow: true },
  { outlook: 'far-worse', glyph: '▼', symbol: 'triangle', rotate: 180, hollow: false },
  { outlook: null, glyph: '◇', symbol: 'diamond', rotate: 0, hollow: true },
] as const;

const rowHeight = 36;
/** From the middle of a row down to its line: the words stand above. */
const drop = 7;

/**
 * Where a system lies on each measure among the systems of its level: the better end of every measure is to the right.
 * Name and value stand above each line, so that the chart is narrow enough to be read on a telephone.
 */
export function profileChart(lines: readonly ProfileLine[], words: { title: string; description: string }): Chart {
  const [left, right] = domainOf(lines);
  const within = (position: number): number => Math.min(right, Math.max(left, position));
  const bar = { y: 'id', dy: drop } as const;
  return {
    id: 'profile',
    ...words,
    options: {
      width: 540,
      height: lines.length * rowHeight + 34,
      marginLeft: 4,
      marginRight: 4,
      marginTop: 26,
      marginBottom: 8,
      x: { axis: null, domain: [left, right] },
      y: { axis: null, domain: lines.map(({ id }) => id), padding: 0.5 },
      marks: [
        Plot.text(['← worse end'], { frameAnchor: 'top-left', dy: -16, text: String, fill: ink, fontStyle: 'italic' }),
        Plot.text(['better end →'], { frameAnchor: 'top-right', dy: -16, text: String, fill: ink, fontStyle: 'italic' }),
        Plot.ruleY(lines, { ...bar, x1: 0, x2: 1, stroke: '#A8A8A2' }),
        Plot.ruleY(lines, {
          ...bar,
          x1: (line: ProfileLine) => line.middle[0],
          x2: (line: ProfileLine) => line.middle[1],
          stroke: '#C9C6BA',
          strokeWidth: 12,
        }),
        Plot.ruleY(lines, {
          ...bar,
          x1: (line: ProfileLine) => within(line.lower),
          x2: (line: ProfileLine) => within(line.upper),
          stroke: quiet,
          strokeWidth: 2,
        }),
        Plot.dot(
          lines.filter(({ yardstick }) => yardstick !== null),
          { ...bar, x: 'yardstick', symbol: upright, r: 6, stroke: yardstickColour, strokeWidth: 3 },
        ),
        ...outlookMarkers.map((marker) => markerMark(lines, marker)),
        Plot.text(lines, { y: 'id', frameAnchor: 'left', dy: -9, text: 'label', fill: ink }),
        Plot.text(lines, { y: 'id', frameAnchor: 'right', dy: -9, text: 'printed', fill: ink }),
      ],
    },
  };
}

interface Path {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** A short upright line, for the yardstick. */
const upright = {
  draw(path: Path, size: number): void {
    const half = Math.sqrt(size / Math.PI) + 1;
    path.moveTo(0, -half);
    path.lineTo(0, half);
  },
};

function markerMark(lines: readonly ProfileLine[], { outlook, symbol, rotate, hollow }: (typeof outlookMarkers)[number]): Plot.Markish {
  return Plot.dot(
    lines.filter((line) => (line.outlook ?? null) === outlook),
    { x: 'value', y: 'id', dy: drop, symbol, rotate, r: 5, fill: hollow ? '#ffffff' : ink, stroke: ink, strokeWidth: 1.75, title: 'words' },
  );
}

/** The spread of systems, and further where a yardstick lies outside it; intervals are cut at the ends. */
function domainOf(lines: readonly ProfileLine[]): [number, number] {
  const places = lines.flatMap(({ yardstick, value }) => (yardstick === null ? [value] : [value, yardstick]));
  return [Math.min(0, ...places) - 0.03, Math.max(1, ...places) + 0.03];
}

/** A value in units of the spread, better end to the right. */
export function placeInSpread(value: number, { lowest, highest }: { lowest: number; highest: number }, higherIsBetter: boolean): number {
  const place = (value - lowest) / (highest - lowest);
  return higherIsBetter ? place : 1 - place;
}
