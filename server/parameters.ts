import { refused } from './faults.ts';

/** One query parameter: what it accepts and what its absence means. */
export interface Parameter {
  /** Accepted values; null for free text. */
  accepted: readonly string[] | null;
  absent: string;
  maximumLength: number;
}

export type ParameterSet = Readonly<Record<string, Parameter>>;
export type QueryOf<P extends ParameterSet> = { readonly [K in keyof P]: string };

/** One of a list of values; the absent value is the first unless named. */
export function oneOf(accepted: readonly string[], absent: string = accepted[0] ?? ''): Parameter {
  return { accepted, absent, maximumLength: 100 };
}

/** Free text, as in a search box. Pages with such text are never kept in the cache. */
export const freeText: Parameter = { accepted: null, absent: '', maximumLength: 100 };

/** Validated values of a query string: unknown names, unknown values and repeated names are refused. */
export function parseQuery<P extends ParameterSet>(set: P, search: string): QueryOf<P> {
  const given = new URLSearchParams(search);
  const names = Object.keys(set);
  for (const name of new Set(given.keys())) {
    if (!Object.hasOwn(set, name)) throw refused(`unknown parameter: ${name}`, 'parameters', names);
    if (given.getAll(name).length > 1) throw refused(`parameter given more than once: ${name}`, 'parameters', names);
  }
  return Object.fromEntries(names.map((name) => [name, valueFor(name, set[name] as Parameter, given.get(name))])) as QueryOf<P>;
}

function valueFor(name: string, parameter: Parameter, given: string | null): string {
  const text = given?.normalize('NFC').trim() ?? '';
  // An emptied box in a form is the same as no box.
  if (text === '') return parameter.absent;
  if (parameter.accepted === null) {
    if (text.length > parameter.maximumLength) throw refused(`${name} is longer than ${parameter.maximumLength} characters`, name, []);
    return text;
  }
  if (!parameter.accepted.includes(text)) throw refused(`unknown ${name}: ${text}`, name, parameter.accepted);
  return text;
}

/** The query string that says the same in the fewest words: absent values left out, names in declared order. */
export function canonicalSearch(set: ParameterSet, query: Readonly<Record<string, string>>): string {
  const kept = Object.keys(set).filter((name) => query[name] !== undefined && query[name] !== set[name]?.absent);
  const search = new URLSearchParams(kept.map((name): [string, string] => [name, query[name] ?? '']));
  return kept.length === 0 ? '' : `?${search}`;
}

/** True when the values include free text, which is neither cached nor logged. */
export function hasFreeText(set: ParameterSet, query: Readonly<Record<string, string>>): boolean {
  return Object.keys(set).some((name) => set[name]?.accepted === null && query[name] !== '');
}
