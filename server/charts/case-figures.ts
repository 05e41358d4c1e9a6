import * as Plot from '@observablehq/plot';
import type { CaseDrawing, CaseFigure, HistoricCase, Qualifier } from '../../data/historic-cases/case.ts';
import type { Chart } from './draw.ts';
import { accent, ink, quiet } from './palette.ts';

interface Bar {
  label: string;
  /** Null where the source has words and no number: then there is no bar. */
  value: number | null;
  words: string;
  qualifier: Qualifier;
}

const rowHeight = 40;
const frame = { width: 600, marginLeft: 175, marginRight: 20, marginTop: 16, marginBottom: 40 } as const;

/** The chart of a historic case: bars of the figures as they were published. */
export function caseChart({ drawing, figures }: HistoricCase): Chart {
  const figureOf = new Map(figures.map((figure) => [figure.id, figure]));
  const words = { id: 'figures', title: drawing.title, description: drawing.description };
  return { ...words, options: drawing.kind === 'pairs' ? pairs(drawing, figureOf) : bars(drawing, figureOf) };
}

function bars({ kind, figures }: Exclude<CaseDrawing, { kind: 'pairs' }>, figureOf: ReadonlyMap<string, CaseFigure>): Plot.PlotOptions {
  const drawn = figures.flatMap(({ id, label }): Bar[] => {
    const figure = figureOf.get(id);
    return figure === undefined ? [] : [{ label, value: figure.value, words: figure.asPublished, qualifier: figure.qualifier }];
  });
  const changes = kind === 'changes';
  return {
    ...frame,
    height: drawn.length * rowHeight + 56,
    x: {
      domain: changes ? [-100, 0] : [0, 5],
      label: changes ? 'change, per cent' : 'times',
      grid: true,
      tickFormat: (value: number) => String(value).replace('-', '−'),
    },
    y: { domain: drawn.map(({ label }) => label), label: null, tickSize: 0, padding: 0.35 },
    marks: [...barMarks(drawn), Plot.ruleX([changes ? 0 : 1], { stroke: ink, strokeDasharray: changes ? 'none' : '4,3' }), ...barWords(drawn, changes)],
  };
}

/** Paler and with a dashed edge where the source qualifies the figure. */
function barMarks(drawn: readonly Bar[]): Plot.Markish[] {
  const withValue = drawn.filter(({ value }) => value !== null);
  const plain = withValue.filter(({ qualifier }) => qualifier === null);
  const qualified = withValue.filter(({ qualifier }) => qualifier !== null);
  const place = { y: 'label', x: 'value' } as const;
  return [
    Plot.barX(plain, { ...place, fill: accent }),
    Plot.barX(qualified, { ...place, fill: accent, fillOpacity: 0.35, stroke: accent, strokeWidth: 1.5, strokeDasharray: '5,3' }),
  ];
}

const barWords = (drawn: readonly Bar[], leftwards: boolean): Plot.Markish[] => [
  Plot.text(drawn, {
    y: 'label',
    x: (bar: Bar) => bar.value ?? 0,
    text: 'words',
    dx: leftwards ? -8 : 8,
    textAnchor: leftwards ? 'end' : 'start',
    fill: ink,
    stroke: 'white',
    strokeWidth: 4,
  }),
];

/** Two bars to a line: the first side dark, the second pale with an edge, each with its name and figure beside it. */
function pairs({ sides, pairs: lines }: Extract<CaseDrawing, { kind: 'pairs' }>, figureOf: ReadonlyMap<string, CaseFigure>): Plot.PlotOptions {
  const rows = lines.flatMap(({ label, first, second }) =>
    [first, second].map((id, side) => ({
      row: `${label} ${side}`,
      label,
      side,
      value: figureOf.get(id)?.value ?? 0,
      words: figureOf.get(id)?.asPublished ?? '',
    })),
  );
  const place = { y: 'row', x: 'value' } as const;
  return {
    ...frame,
    height: lines.length * rowHeight * 1.5 + 56,
    x: { domain: [0, 100], label: 'per cent', grid: true },
    y: { domain: lines.flatMap(({ label }) => [`${label} 0`, `${label} 1`, `${label} `]), axis: null, padding: 0.1 },
    marks: [
      Plot.barX(
        rows.filter(({ side }) => side === 0),
        { ...place, fill: accent },
      ),
      Plot.barX(
        rows.filter(({ side }) => side === 1),
        { ...place, fill: '#E9E4D4', stroke: quiet },
      ),
      Plot.text(rows, { ...place, text: ({ words, side }: (typeof rows)[number]) => `${words} ${sides[side]}`, dx: 6, textAnchor: 'start', fill: ink }),
      Plot.text(
        rows.filter(({ side }) => side === 0),
        { y: 'row', frameAnchor: 'left', text: 'label', dx: -10, textAnchor: 'end', fill: ink },
      ),
      Plot.ruleX([0], { stroke: ink }),
    ],
  };
}
