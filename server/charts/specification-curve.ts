import * as Plot from '@observablehq/plot';
import type { Chart } from './draw.ts';
import { accent, ink, quiet, yardstickColour } from './palette.ts';

/** The contrast under one market definition. */
export interface Specification {
  id: string;
  words: string;
  estimate: number;
  lower: number | null;
  upper: number | null;
  /** Kind of definition: the shape of its mark. */
  kind: 'hospital' | 'network';
  /** `in-force` for the definition of the page, `shipped` for another one as shipped. */
  standing: 'in-force' | 'shipped' | 'varied';
}

interface Place extends Specification {
  place: number;
}

/** Two frames that are drawn alike: the highest and lowest value of either. */
export interface CurveFrame {
  id: string;
  margin: number | null;
  domain: readonly [number, number];
  unit: string;
  title: string;
  description: string;
}

/** Estimates under every market definition, from the lowest to the highest, with their intervals and the margin on either side of zero. */
export function specificationCurve(rows: readonly Specification[], { id, margin, domain, unit, title, description }: CurveFrame): Chart {
  const places = [...rows]
    .sort((a, b) => a.estimate - b.estimate || a.id.localeCompare(b.id))
    .map((row, place): Place => ({ ...cut(row, domain), place: place + 1 }));
  return {
    id,
    title,
    description,
    options: {
      width: 560,
      height: 330,
      marginLeft: 60,
      marginRight: 12,
      marginTop: 50,
      marginBottom: 30,
      x: { domain: [0.2, places.length + 0.8], label: 'market definitions, lowest difference first', labelAnchor: 'center', ticks: [], labelArrow: 'none' },
      y: { domain, label: `↑ competitive less monopoly, ${unit}`, grid: true },
      symbol: { domain: ['hospital', 'network'], range: ['circle', 'square'] },
      marks: [
        ...marginMarks(margin),
        Plot.ruleY([0], { stroke: ink }),
        Plot.ruleX(
          places.filter(({ lower }) => lower !== null),
          { x: 'place', y1: 'lower', y2: 'upper', stroke: (row: Place) => (row.standing === 'in-force' ? yardstickColour : quiet), strokeWidth: 1.5 },
        ),
        Plot.dot(places, {
          x: 'place',
          y: 'estimate',
          symbol: 'kind',
          sort: null,
          r: (row: Place) => (row.standing === 'in-force' ? 6 : 4),
          fill: (row: Place) => (row.standing === 'in-force' ? yardstickColour : accent),
          title: 'words',
        }),
        Plot.text(
          places.filter(({ standing }) => standing === 'in-force'),
          { x: 'place', frameAnchor: 'top', dy: -16, text: () => '▼ in force', fill: yardstickColour, fontWeight: 'bold' },
        ),
      ],
    },
  };
}

/** The interval cut at the frame. */
function cut(row: Specification, [lowest, highest]: CurveFrame['domain']): Specification {
  const inside = (value: number | null): number | null => (value === null ? null : Math.min(highest, Math.max(lowest, value)));
  return { ...row, lower: inside(row.lower), upper: inside(row.upper) };
}

/** Between these a difference is not worth acting on. */
export const marginMarks = (margin: number | null): Plot.Markish[] =>
  margin === null
    ? []
    : [
        Plot.rect([0], { y1: -margin, y2: margin, fill: '#E9E4D4', fillOpacity: 0.6 }),
        Plot.ruleY([-margin, margin], { stroke: quiet, strokeDasharray: '4,3' }),
      ];

/** Room for every estimate, zero, the margin and the intervals in force; wider intervals are cut at the frame. */
export function curveDomain(rows: readonly Specification[], margin: number | null): [number, number] {
  const kept = rows.flatMap((row) => [row.estimate, ...(row.standing === 'in-force' ? [row.lower ?? row.estimate, row.upper ?? row.estimate] : [])]);
  const [low, high] = [Math.min(0, -(margin ?? 0), ...kept), Math.max(0, margin ?? 0, ...kept)];
  const room = (high - low || 1) * 0.15;
  return [low - room, high + room];
}
