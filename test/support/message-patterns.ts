import { IntlMessageFormat } from 'intl-messageformat';

/** What a printed sentence says: the text it was made from, and what stands in its gaps. */
export interface Read {
  key: string;
  /** Numbers as numbers; of a plural also the number that its words stand for, where they do. */
  values: Readonly<Record<string, string | number>>;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** One way in which a text may be printed: pieces in a row, and the numbers that the chosen words stand for. */
interface Way {
  pieces: readonly (string | { gap: string; isNumber: boolean })[];
  fixed: Readonly<Record<string, number>>;
}

/** Kinds of element in a parsed message, as the library numbers them. */
const kinds = { literal: 0, argument: 1, number: 2, select: 5, plural: 6, pound: 7 } as const;
const numberAsPrinted = '-?\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?';
const stands: Readonly<Record<string, number>> = { one: 1, two: 2 };

/** The names of the gaps of a text, in order, each once. */
export const gapsOf = (text: string): string[] => [...new Set(namesIn(new IntlMessageFormat(text, 'en-GB').getAst()))].sort();

function namesIn(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const own = element.type === kinds.literal || element.type === kinds.pound ? [] : [element.value];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return [...own, ...inner];
  });
}

/** All ways in which elements may be printed. `counted` is the number that `#` stands for. */
function waysOf(elements: readonly Element[], counted: string | null): Way[] {
  return elements.reduce<Way[]>(
    (before, element) => before.flatMap((way) => waysOfOne(element, counted).map((next) => joined(way, next))),
    [{ pieces: [], fixed: {} }],
  );
}

const joined = (one: Way, next: Way): Way => ({ pieces: [...one.pieces, ...next.pieces], fixed: { ...one.fixed, ...next.fixed } });

function waysOfOne(element: Element, counted: string | null): Way[] {
  if (element.type === kinds.literal) return [{ pieces: [element.value], fixed: {} }];
  if (element.type === kinds.argument || element.type === kinds.number)
    return [{ pieces: [{ gap: element.value, isNumber: element.type === kinds.number }], fixed: {} }];
  if (element.type === kinds.pound) return [{ pieces: [{ gap: counted ?? '', isNumber: true }], fixed: {} }];
  if (element.type !== kinds.plural && element.type !== kinds.select) throw new Error(`cannot read back an element of kind ${element.type}`);
  const { type, value: name } = element;
  return Object.entries(element.options).flatMap(([option, { value }]) => {
    const number = option.startsWith('=') ? Number(option.slice(1)) : stands[option];
    const fixed = type === kinds.plural && number !== undefined ? { [name]: number } : {};
    return waysOf(value, type === kinds.plural ? name : counted).map((way) => joined({ pieces: [], fixed }, way));
  });
}

const escaped = (text: string): string => text.replace(/\s+/g, ' ').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf({ pieces }: Way): RegExp {
  const seen = new Set<string>();
  const parts = pieces.map((piece) => {
    if (typeof piece === 'string') return escaped(piece);
    if (seen.has(piece.gap)) return `\\k<${piece.gap}>`;
    seen.add(piece.gap);
    return `(?<${piece.gap}>${piece.isNumber ? numberAsPrinted : '.+'})`;
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}

/** Reads printed sentences back: every text of a message file, and values, that a sentence may have been made from. */
export function readerOf(texts: Readonly<Record<string, string>>): (sentence: string) => Read[] {
  const patterns = Object.entries(texts).flatMap(([key, text]) =>
    waysOf(new IntlMessageFormat(text.trim(), 'en-GB').getAst(), null).map((way) => ({ key, way, pattern: patternOf(way) })),
  );
  return (sentence) =>
    patterns.flatMap(({ key, way, pattern }) => {
      const groups = pattern.exec(sentence);
      if (groups === null) return [];
      const numbers = new Set(way.pieces.flatMap((piece) => (typeof piece !== 'string' && piece.isNumber ? [piece.gap] : [])));
      const found = Object.entries(groups.groups ?? {}).map(([gap, text]) => [gap, numbers.has(gap) ? Number(text.replaceAll(',', '')) : text]);
      return [{ key, values: { ...Object.fromEntries(found), ...way.fixed } }];
    });
}
