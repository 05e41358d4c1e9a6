import type { Json, JsonObject } from './runner.ts';

/** Reads fields of a case's input, refusing what a topic cannot use by name. */
export function numbers(input: JsonObject, name: string): (number | null)[] {
  const value = input[name];
  if (!Array.isArray(value) || value.some((entry) => entry !== null && typeof entry !== 'number'))
    throw new RangeError(`input.${name}: expected an array of numbers`);
  return value as (number | null)[];
}

export function strings(input: JsonObject, name: string): string[] {
  const value = input[name];
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) throw new RangeError(`input.${name}: expected an array of strings`);
  return value as string[];
}

export function numberOf(input: JsonObject, name: string): number {
  const value = input[name];
  if (typeof value !== 'number') throw new RangeError(`input.${name}: expected a number`);
  return value;
}

export function stringOf(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') throw new RangeError(`input.${name}: expected text`);
  return value;
}

/** A number or a list of numbers, as a list. */
export function numberList(input: JsonObject, name: string): number[] {
  const value: Json | undefined = input[name];
  return typeof value === 'number' ? [value] : (numbers(input, name) as number[]);
}

export function booleanOf(input: JsonObject, name: string): boolean {
  const value = input[name];
  if (typeof value !== 'boolean') throw new RangeError(`input.${name}: expected true or false`);
  return value;
}
