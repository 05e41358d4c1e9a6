import { canonicalSearch, type ParameterSet } from './parameters.ts';

interface Option {
  value: string;
  title: string;
  selected: boolean;
}

export interface FilterField {
  name: string;
  label: string;
  options: readonly Option[];
  /** True when options stand under headings: months apart from years. */
  grouped: boolean;
  groups: readonly { label: string; options: readonly Option[] }[];
}

/** A choice in a form: one parameter, its values in words, and which is in force. `group` names the heading of a value. */
export function filterField(field: {
  name: string;
  label: string;
  values: readonly string[];
  selected: string;
  title: (value: string) => string;
  group?: (value: string) => string;
}): FilterField {
  const { name, label, values, selected, title, group } = field;
  const options = values.map((value) => ({ value, title: title(value), selected: value === selected }));
  const labels = group === undefined ? [] : [...new Set(values.map(group))];
  return {
    name,
    label,
    options,
    grouped: labels.length > 1,
    groups: labels.map((heading) => ({ label: heading, options: options.filter(({ value }) => group?.(value) === heading) })),
  };
}

/** Fields that have something to choose from: an edition may have no market definition, a level no yardstick. */
export const withChoices = (fields: readonly FilterField[]): FilterField[] => fields.filter(({ options }) => options.length > 0);

/** Filters in force, in words, for print. */
export const inForce = (fields: readonly FilterField[]): string[] =>
  fields.map(({ label, options }) => `${label}: ${options.find(({ selected }) => selected)?.title ?? 'all'}`);

/** The same page with some of its query changed. */
export function hrefWith(path: string, set: ParameterSet, query: Readonly<Record<string, string>>, changes: Readonly<Record<string, string>>): string {
  return `${path}${canonicalSearch(set, { ...query, ...changes })}`;
}

/** Another page with a query; what is not known is left out. */
export const address = (path: string, query: Readonly<Record<string, string>>): string => {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return search.size === 0 ? path : `${path}?${search}`;
};
