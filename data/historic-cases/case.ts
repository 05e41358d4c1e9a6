import type { CitationId } from './citations.ts';

/** How the words of the source qualify a number; null when it prints the number as it is. */
export type Qualifier = 'about' | 'almost' | 'more-than' | 'exactly' | null;

/** One published figure: as printed, and as a number where there is one. */
export interface CaseFigure {
  /** Unique within its case. */
  id: string;
  /** What is counted. */
  what: string;
  /** Whose figure it is, and what it is set against where the figure is a comparison. */
  who: string;
  /** As the source puts it, in words or digits. */
  asPublished: string;
  /** The number in `unit`; null where the source gives words and no number. */
  value: number | null;
  /** For a count out of several, as in 11 of 11. */
  of: number | null;
  qualifier: Qualifier;
  unit: string;
  population: string;
  /** Years of the data; null where what was read does not say. */
  years: string | null;
  citation: CitationId;
  /** Something to read beside the figure. */
  note: string | null;
}

/** A way to today’s figures: shown as a link when the edition is in service. */
export interface TodayLink {
  /** Null for a page outside the editions, which is always there. */
  edition: string | null;
  /** Within the edition, beginning with `/`; empty for its first page. */
  path: string;
  title: string;
  why: string;
}

/** What a case is drawn as, and from which of its figures. */
export type CaseDrawing =
  | { kind: 'changes'; title: string; figures: readonly { id: string; label: string }[]; description: string }
  | { kind: 'ratios'; title: string; figures: readonly { id: string; label: string }[]; description: string }
  | {
      kind: 'pairs';
      title: string;
      sides: readonly [string, string];
      pairs: readonly { label: string; first: string; second: string }[];
      description: string;
    };

/** A comparison from the literature, told as a tutorial. Prose is plain text, a paragraph an entry. */
export interface HistoricCase {
  /** Its address: `/cases/{id}`. */
  id: string;
  title: string;
  /** In lists. */
  summary: string;
  years: string;
  /** Other words by which people look for it. */
  keywords: readonly string[];
  compared: readonly string[];
  how: readonly string[];
  figures: readonly CaseFigure[];
  drawing: CaseDrawing;
  lessons: readonly string[];
  /** Caveats and criticism. */
  doesNotSay: readonly string[];
  /** What could not be had. */
  unavailable: readonly string[];
  today: readonly TodayLink[];
  questions: readonly string[];
}

/** Declares a case; refuses a repeated figure, a number that its words do not have, and a drawing of figures that are not there. */
export function defineCase(declared: HistoricCase): HistoricCase {
  const { id, figures, drawing } = declared;
  const ids = new Set(figures.map((figure) => figure.id));
  if (ids.size !== figures.length) throw new Error(`case ${id}: a figure id is repeated`);
  for (const figure of figures) {
    if (figure.value === null && figure.qualifier !== null) throw new Error(`case ${id}, figure ${figure.id}: a qualifier without a value`);
    if (figure.of !== null && (figure.value === null || figure.value > figure.of)) throw new Error(`case ${id}, figure ${figure.id}: more than ${figure.of}`);
  }
  const drawn = drawing.kind === 'pairs' ? drawing.pairs.flatMap(({ first, second }) => [first, second]) : drawing.figures.map((figure) => figure.id);
  for (const figure of drawn) if (!ids.has(figure)) throw new Error(`case ${id}: the drawing names an unknown figure: ${figure}`);
  return declared;
}
