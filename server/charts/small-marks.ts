import { svgNamespace } from './document.ts';

/** Above this many marks each of them is small and without words of its own: a picture of thousands would be larger than its table. */
export const mostMarks = 200;

/** One place in the data of a chart, and what kind of mark stands there. */
export interface SmallMark {
  x: number;
  y: number;
  kind: string;
}

/** How marks of a kind look: `point` and `block` are drawn by the ends of a line without length. */
export type SmallShape = 'point' | 'block' | 'lozenge' | 'cross';

const steps: Record<SmallShape, string> = { point: 'h0', block: 'h0', lozenge: 'm0,-3l3,3l-3,3l-3,-3z', cross: 'm-2,-2l4,4m0,-4l-4,4' };

interface DrawnElement {
  setAttribute(name: string, value: string): void;
  appendChild(child: DrawnElement): unknown;
}

/**
 * Thousands of marks as one path a kind: a dozen bytes a mark, where an element each would be ten times as much. The
 * scales must have their domains, as these marks do not widen them.
 */
export function smallMarks(marks: readonly SmallMark[], kinds: readonly { kind: string; shape: SmallShape; colour: string }[]) {
  return (_index: unknown, scales: unknown, _values: unknown, _dimensions: unknown, context: unknown): never => {
    const { x, y } = scales as { x: (value: number) => number; y: (value: number) => number };
    const { document } = context as { document: { createElementNS(namespace: string, name: string): DrawnElement } };
    const group = document.createElementNS(svgNamespace, 'g');
    for (const { kind, shape, colour } of kinds) {
      const places = marks.filter((mark) => mark.kind === kind);
      if (places.length === 0) continue;
      const path = document.createElementNS(svgNamespace, 'path');
      const drawn = shape === 'cross' ? { fill: 'none', 'stroke-width': '1.25' } : { fill: colour, 'stroke-width': shape === 'lozenge' ? '0' : '4' };
      const attributes = {
        d: places.map((mark) => `M${x(mark.x).toFixed(1)},${y(mark.y).toFixed(1)}${steps[shape]}`).join(''),
        stroke: colour,
        'stroke-linecap': shape === 'block' ? 'square' : 'round',
        opacity: '0.6',
        ...drawn,
      };
      for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
      group.appendChild(path);
    }
    return group as never;
  };
}

/** At most so many of a list in order, both ends among them: enough for a line. */
export function thinned<T>(points: readonly T[], most = mostMarks): T[] {
  if (points.length <= most) return [...points];
  return Array.from({ length: most }, (_, place) => points[Math.round((place * (points.length - 1)) / (most - 1))]).filter((point) => point !== undefined);
}

/** Lowest and highest of some numbers; zero to one where there is none. */
export function extentOf(values: readonly number[]): [low: number, high: number] {
  if (values.length === 0) return [0, 1];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}
