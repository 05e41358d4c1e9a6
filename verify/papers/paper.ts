import type { Json, JsonObject, KeyFile } from '../runner.ts';

/** A file of a paper's figures, and how it becomes cases of a topic. */
export interface Paper {
  /** The "name" that the file carries. */
  name: string;
  /** Only moves figures to their places; what is missing is refused by the reader of keys, or by the topic. */
  keys(figures: JsonObject): KeyFile;
}

export const definePaper = (paper: Paper): Paper => paper;

/** The object of that name, empty where there is none. */
export function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return value === null || typeof value !== 'object' || Array.isArray(value) ? {} : value;
}

/** The fields named, those that are there. */
export const pick = (object: JsonObject, ...names: string[]): JsonObject => Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));

/** All fields but those named. */
export const omit = (object: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The numbers that a pattern's groups find in a formula; a group that is not there counts as 1. */
export function figuresOf(formula: Json | undefined, pattern: RegExp): Json[] {
  const match = typeof formula === 'string' ? pattern.exec(formula) : null;
  return match === null ? [] : match.slice(1).map((group) => Number(group ?? 1));
}
