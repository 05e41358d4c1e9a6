import * as Plot from '@observablehq/plot';
import Handlebars from 'handlebars';
import { type DrawnNode, ShimDocument, svgNamespace } from './document.ts';
import { serialise } from './serialise.ts';

/** A chart before it is drawn: what to draw, and what to say to those who do not see it. */
export interface Chart {
  /** Stable within its page; ids in the SVG begin with it. */
  id: string;
  title: string;
  /** The text alternative: states the comparison. */
  description: string;
  options: Plot.PlotOptions;
}

declare const drawn: unique symbol;
/** SVG text that needs no escaping: only this file makes it. */
export type SafeSvg = Handlebars.SafeString & { [drawn]: true };

/** Draws a chart as SVG. */
export function draw(chart: Chart): SafeSvg {
  return new Handlebars.SafeString(serialise(drawNode(chart, new ShimDocument()))) as SafeSvg;
}

interface DrawingDocument {
  createElementNS(namespace: string, name: string): unknown;
}

interface DrawnSvg extends DrawnNode {
  firstChild: unknown;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  insertBefore(node: unknown, before: unknown): void;
}

/** The drawn SVG element in any document: tests draw the same chart in jsdom. */
export function drawNode(chart: Chart, document: DrawingDocument): DrawnNode {
  const svg = Plot.plot({ ...chart.options, className: 'plot', document: document as never }) as unknown as DrawnSvg;
  const named = (name: string, text: string): string => {
    const node = document.createElementNS(svgNamespace, name) as { textContent: string; setAttribute(name: string, value: string): void };
    const id = `${chart.id}-${name}`;
    node.setAttribute('id', id);
    node.textContent = text;
    svg.insertBefore(node, svg.firstChild);
    return id;
  };
  const description = named('desc', chart.description);
  const title = named('title', chart.title);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', title);
  svg.setAttribute('aria-describedby', description);
  return svg;
}
