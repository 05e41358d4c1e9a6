import * as Plot from '@observablehq/plot';
import { svgNamespace } from './document.ts';
import type { Chart } from './draw.ts';
import type { Outline, Outlines } from './outlines.ts';

/** How one system is shown on a map: a fill, and a letter that says the same without colour. */
export interface MapMark {
  system_id: string;
  fill: string;
  glyph: string;
  /** Light lettering on a dark fill. */
  dark: boolean;
  /** Shown on pointing. */
  title: string;
}

type Drawn = { outline: Outline; mark: MapMark | null };

/** A map of a level's systems; those without a mark are left blank. */
export function systemMap({ width, height, features }: Outlines, marks: readonly MapMark[], words: { id: string; title: string; description: string }): Chart {
  const byId = new Map(marks.map((mark) => [mark.system_id, mark]));
  const drawn = features.map((outline): Drawn => ({ outline, mark: byId.get(outline.system_id) ?? null }));
  // Letters that would cover their neighbours are left out: those systems are in the table.
  const lettered = drawn.filter(({ outline, mark }) => mark !== null && outline.area >= 60);
  return {
    ...words,
    options: {
      width,
      height,
      margin: 0,
      projection: 'identity',
      marks: [
        (_index, _scales, _values, _dimensions, context) => drawOutlines(drawn, (context as unknown as { document: MapDocument }).document) as never,
        Plot.text(lettered, {
          x: ({ outline }: Drawn) => outline.label[0],
          y: ({ outline }: Drawn) => outline.label[1],
          text: ({ mark }: Drawn) => mark?.glyph,
          fill: ({ mark }: Drawn) => (mark?.dark === true ? '#ffffff' : '#1d1d1b'),
          fontSize: ({ outline }: Drawn) => (outline.area >= 300 ? 11 : 8),
          fontWeight: 'bold',
        }),
      ],
    },
  };
}

interface MapElement {
  textContent: string;
  setAttribute(name: string, value: string): void;
  appendChild(child: MapElement): unknown;
}

interface MapDocument {
  createElementNS(namespace: string, name: string): MapElement;
}

/** The outlines' paths are known already: drawing them as geometry again would cost more than all the rest of the map. */
function drawOutlines(drawn: readonly Drawn[], document: MapDocument): MapElement {
  const element = (name: string, attributes: Record<string, string>): MapElement => {
    const made = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const group = element('g', { stroke: '#ffffff', 'stroke-width': '0.75', 'stroke-linejoin': 'round' });
  for (const { outline, mark } of drawn) {
    const path = element('path', mark === null ? { d: outline.path, fill: '#b9b9b4' } : { d: outline.path, fill: mark.fill });
    if (mark !== null) {
      const title = element('title', {});
      title.textContent = mark.title;
      path.appendChild(title);
    }
    group.appendChild(path);
  }
  return group;
}
