import * as Plot from '@observablehq/plot';
import type { Measure } from '../../data/measure.ts';
import { difference } from '../formats/numbers.ts';
import type { BalancePair } from '../queries/league-extras.ts';
import type { Chart } from './draw.ts';
import { accent, ink, quiet, yardstickColour } from './palette.ts';
import { extentOf, mostMarks, type SmallShape, smallMarks } from './small-marks.ts';

/** How an improvement is marked: filled dot, triangle, and a ring for all that is no clear improvement. */
const kinds = ['unqualified', 'qualified', 'unclear', 'none'] as const;
const symbol = { domain: [...kinds], range: ['circle', 'triangle', 'square', 'circle'] };
const colour = { domain: [...kinds], range: [accent, yardstickColour, quiet, '#ffffff'] };

interface Point extends BalancePair {
  kind: string;
}

/** Change of a measure against the change of one that must not get worse, with the 95% interval of each. */
export function balanceQuadrant(
  pairs: readonly BalancePair[],
  { measure, partner }: { measure: Measure; partner: Measure },
  words: { id: string; title: string; description: string },
): Chart {
  const points = pairs.map((row): Point => ({ ...row, kind: row.balance ?? 'none' }));
  const many = points.length > mostMarks;
  const domain = (of: (row: Point) => number): Plot.ScaleOptions => (many ? { domain: extentOf(points.map(of)) } : {});
  return {
    ...words,
    options: {
      width: 580,
      height: 440,
      marginLeft: 60,
      marginRight: 20,
      marginBottom: 48,
      marginTop: 30,
      x: { label: `Change of ${measure.shortTitle.toLowerCase()}, ${measure.shortUnit} →`, grid: true, nice: true, ...domain((row) => row.change) },
      y: { label: `↑ Change of ${partner.shortTitle.toLowerCase()}, ${partner.shortUnit}`, grid: true, nice: true, ...domain((row) => row.partner_change) },
      color: colour,
      symbol,
      marks: [Plot.ruleX([0], { stroke: ink }), Plot.ruleY([0], { stroke: ink }), ...(many ? [manyDots(points)] : namedDots(points, measure, partner))],
    },
  };
}

function namedDots(points: readonly Point[], measure: Measure, partner: Measure): Plot.Markish[] {
  return [
    Plot.ruleY(points, { y: 'partner_change', x1: 'change_lower', x2: 'change_upper', stroke: quiet, strokeOpacity: 0.35 }),
    Plot.ruleX(points, { x: 'change', y1: 'partner_lower', y2: 'partner_upper', stroke: quiet, strokeOpacity: 0.35 }),
    Plot.dot(points, {
      x: 'change',
      y: 'partner_change',
      symbol: 'kind',
      fill: 'kind',
      stroke: ink,
      strokeWidth: 1,
      r: 4,
      title: (row: BalancePair) => `${row.short_name}: ${difference(row.change, measure.decimals)} and ${difference(row.partner_change, partner.decimals)}`,
    }),
  ];
}

const smallShapes: Record<string, SmallShape> = { unqualified: 'point', qualified: 'lozenge', unclear: 'block', none: 'cross' };
const smallColours: Record<string, string> = { unqualified: accent, qualified: yardstickColour, unclear: quiet, none: quiet };

/** Intervals of hundreds would cover all; the data have them. */
const manyDots = (points: readonly Point[]): Plot.Markish =>
  smallMarks(
    points.map(({ change, partner_change, kind }) => ({ x: change, y: partner_change, kind })),
    [...kinds].reverse().map((kind) => ({ kind, shape: smallShapes[kind] ?? 'point', colour: smallColours[kind] ?? quiet })),
  );
