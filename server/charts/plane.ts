import * as Plot from '@observablehq/plot';
import type { Measure } from '../../data/measure.ts';
import { number } from '../formats/numbers.ts';
import type { Split } from '../queries/league-extras.ts';
import type { Chart } from './draw.ts';
import { ink, marketColour, marketShapes, marketSymbol, quiet } from './palette.ts';
import { mostMarks, smallMarks } from './small-marks.ts';

/** A product and its two factors, as they are declared. */
export interface FactorNames {
  product: Measure;
  first: Measure;
  second: Measure;
}

interface Place {
  x: number;
  y: number;
}

const curvePoints = 30;

/** Levels of the product for its curves: round numbers across the systems. */
function levels(products: readonly number[]): number[] {
  const [low, high] = [Math.min(...products), Math.max(...products)];
  const step = [10, 20, 50, 100, 200, 500].find((size) => (high - low) / size <= 6) ?? 1000;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((high - first) / step) + 1) }, (_, k) => first + k * step);
}

/**
 * One factor against the other, with curves on which their product is the same: few admissions and short stays are
 * different ways to the same number of bed days.
 */
export function factorPlane(splits: readonly Split[], { product, first, second }: FactorNames, words: { title: string; description: string }): Chart {
  const points = splits.map((row) => ({ ...row, x: row.first * first.multiplier, y: row.second * second.multiplier }));
  const scale = product.multiplier / (first.multiplier * second.multiplier);
  const [left, right] = [Math.min(...points.map(({ x }) => x)) * 0.97, Math.max(...points.map(({ x }) => x)) * 1.03];
  const [bottom, top] = [Math.min(...points.map(({ y }) => y)) * 0.97, Math.max(...points.map(({ y }) => y)) * 1.03];
  const curves = levels(points.map(({ x, y }) => x * y * scale)).map((level) => ({
    level,
    points: Array.from({ length: curvePoints }, (_, k): Place => {
      const x = left + ((right - left) * k) / (curvePoints - 1);
      return { x, y: level / (x * scale) };
    }).filter(({ y }) => y >= bottom && y <= top),
  }));
  return {
    id: 'plane',
    ...words,
    options: {
      width: 580,
      height: 460,
      marginLeft: 56,
      marginRight: 56,
      marginBottom: 48,
      marginTop: 30,
      x: { label: `${first.shortTitle}, ${first.shortUnit} →`, domain: [left, right] },
      y: { label: `↑ ${second.shortTitle}`, domain: [bottom, top], grid: false },
      color: marketColour,
      symbol: marketSymbol,
      marks: [
        ...curves.flatMap(({ level, points: curve }) => [
          Plot.line(curve, { x: 'x', y: 'y', stroke: quiet, strokeWidth: 1, strokeDasharray: '4,3' }),
          Plot.text(curve.slice(-1), { x: 'x', y: 'y', text: () => number(level), textAnchor: 'start', dx: 4, fill: quiet }),
        ]),
        points.length > mostMarks
          ? smallMarks(
              points.map(({ x, y, market_type: kind }) => ({ x, y, kind })),
              marketShapes,
            )
          : Plot.dot(points, {
              x: 'x',
              y: 'y',
              symbol: 'market_type',
              fill: 'market_type',
              stroke: 'market_type',
              r: 4,
              title: (row: (typeof points)[number]) =>
                `${row.short_name}: ${number(row.x, first.decimals)} ${first.shortUnit}, ${number(row.y, second.decimals)} ${second.shortUnit}`,
            }),
        Plot.text(curves.slice(-1), {
          frameAnchor: 'top-right',
          text: () => `${product.shortTitle}, ${product.shortUnit}`,
          dx: 50,
          dy: -16,
          textAnchor: 'end',
          fill: ink,
        }),
      ],
    },
  };
}
