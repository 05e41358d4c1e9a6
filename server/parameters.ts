import { Fault, plainSuggestion, refused, type Suggestion } from './faults.ts';

/** One query parameter: what it accepts and what its absence means. */
export interface Parameter {
  /** Accepted values; null for free text. */
  accepted: readonly string[] | null;
  absent: string;
  maximumLength: number;
  /** The way on where accepted values are too many to be listed. */
  instead?: Suggestion;
  /** For a list: several accepted values, separated by commas or given one by one. */
  list?: ListRule;
}

interface ListRule {
  maximum: number;
  /** An accepted list in words, with its address where it has one: shown when another is refused. */
  suggest: (list: string) => Suggestion;
  /** The way on where accepted values are too many to be listed. */
  instead?: Suggestion;
}

export type ParameterSet = Readonly<Record<string, Parameter>>;
export type QueryOf<P extends ParameterSet> = { readonly [K in keyof P]: string };

/** One of a list of values; the absent value is the first unless named. */
export function oneOf(accepted: readonly string[], absent: string = accepted[0] ?? ''): Parameter {
  return { accepted, absent, maximumLength: 100 };
}

/** Free text, as in a search box. Pages with such text are never kept in the cache. */
export const freeText: Parameter = { accepted: null, absent: '', maximumLength: 100 };

/**
 * Up to `maximum` of a list of values: `a,b,c`, or the name repeated as a form does. Duplicates and empty places are dropped, and
 * the order is kept. No value may hold a comma.
 */
export function listOf(accepted: readonly string[], maximum: number, suggest: (list: string) => Suggestion = plainSuggestion, instead?: Suggestion): Parameter {
  return { accepted, absent: '', maximumLength: 100 * maximum, list: { maximum, suggest, ...(instead === undefined ? {} : { instead }) } };
}

/** The values of a list as `parseQuery` gives it. */
export const valuesOf = (list: string): readonly string[] => (list === '' ? [] : list.split(','));

/** Validated values of a query string: unknown names, unknown values and repeated names are refused. */
export function parseQuery<P extends ParameterSet>(set: P, search: string): QueryOf<P> {
  const given = new URLSearchParams(search);
  const names = Object.keys(set);
  for (const name of new Set(given.keys())) {
    if (!Object.hasOwn(set, name)) throw refused(`unknown parameter: ${name}`, 'parameters', names);
    if (given.getAll(name).length > 1 && set[name]?.list === undefined) throw refused(`parameter given more than once: ${name}`, 'parameters', names);
  }
  return Object.fromEntries(
    names.map((name) => {
      const parameter = set[name] as Parameter;
      const value = parameter.list === undefined ? valueFor(name, parameter, given.get(name)) : listFor(name, parameter, given.getAll(name));
      return [name, value];
    }),
  ) as QueryOf<P>;
}

function listFor(name: string, { accepted, list }: Parameter, given: readonly string[]): string {
  const all = given.flatMap((text) => text.normalize('NFC').split(',')).map((text) => text.trim());
  const values = [...new Set(all)].filter((value) => value !== '');
  const { maximum, suggest, instead } = list ?? { maximum: 1, suggest: plainSuggestion };
  const stranger = values.find((value) => !accepted?.includes(value));
  if (stranger !== undefined)
    throw new Fault(400, `unknown value in ${name}: ${stranger}`, {
      subject: name,
      accepted: instead === undefined ? (accepted?.map(suggest) ?? []) : [instead],
    });
  if (values.length > maximum)
    throw new Fault(400, `${name} takes at most ${maximum} values, and ${values.length} were given`, {
      subject: name,
      accepted: [suggest(values.slice(0, maximum).join(','))],
    });
  return values.join(',');
}

function valueFor(name: string, parameter: Parameter, given: string | null): string {
  const text = given?.normalize('NFC').trim() ?? '';
  // An emptied box in a form is the same as no box.
  if (text === '') return parameter.absent;
  if (parameter.accepted === null) {
    if (text.length > parameter.maximumLength) throw refused(`${name} is longer than ${parameter.maximumLength} characters`, name, []);
    return text;
  }
  if (!parameter.accepted.includes(text)) {
    if (parameter.instead !== undefined) throw new Fault(400, `unknown ${name}: ${text}`, { subject: name, accepted: [parameter.instead] });
    throw refused(`unknown ${name}: ${text}`, name, parameter.accepted);
  }
  return text;
}

/** The query string that says the same in the fewest words: absent values left out, names in declared order. */
export function canonicalSearch(set: ParameterSet, query: Readonly<Record<string, string>>): string {
  const kept = Object.keys(set).filter((name) => query[name] !== undefined && query[name] !== set[name]?.absent);
  const search = new URLSearchParams(kept.map((name): [string, string] => [name, query[name] ?? '']));
  // Commas need no coding in a query, and lists are read by people too.
  return kept.length === 0 ? '' : `?${String(search).replaceAll('%2C', ',')}`;
}

/** True when the values include free text, which is neither cached nor logged. */
export function hasFreeText(set: ParameterSet, query: Readonly<Record<string, string>>): boolean {
  return Object.keys(set).some((name) => set[name]?.accepted === null && query[name] !== '');
}
