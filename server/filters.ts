import { canonicalSearch, type ParameterSet } from './parameters.ts';

export interface FilterField {
  name: string;
  label: string;
  options: readonly { value: string; title: string; selected: boolean }[];
}

/** A choice in a form: one parameter, its values in words, and which is in force. */
export function filterField(field: {
  name: string;
  label: string;
  values: readonly string[];
  selected: string;
  title: (value: string) => string;
}): FilterField {
  const { name, label, values, selected, title } = field;
  return { name, label, options: values.map((value) => ({ value, title: title(value), selected: value === selected })) };
}

/** Filters in force, in words, for print. */
export const inForce = (fields: readonly FilterField[]): string[] =>
  fields.map(({ label, options }) => `${label}: ${options.find(({ selected }) => selected)?.title ?? 'all'}`);

/** The same page with some of its query changed. */
export function hrefWith(path: string, set: ParameterSet, query: Readonly<Record<string, string>>, changes: Readonly<Record<string, string>>): string {
  return `${path}${canonicalSearch(set, { ...query, ...changes })}`;
}

/** Another page with a query. */
export const address = (path: string, query: Readonly<Record<string, string>>): string => `${path}?${new URLSearchParams(query)}`;
