/** Runs answer-key files against the library: the format is that of the keys' README (docs/verify.md). */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface KeyCase {
  id: string;
  input: JsonObject;
  expected: JsonObject;
  tolerance: number;
  note?: string;
  simulation_tolerance?: number | JsonObject;
}

export interface KeyFile {
  topic: string;
  cases: KeyCase[];
}

/** How one topic's inputs become calls of the library, and its results the shape of the key. */
export interface Topic {
  topic: string;
  /** Returns an object with (at least) the fields of `expected`. Throws where the library refuses. */
  run(input: JsonObject, keyCase: KeyCase): JsonObject;
  /**
   * Decides on a number where the key says in words how to compare it (simulated limits, ranks within one of a
   * range); undefined leaves it to the case's tolerance.
   */
  accepts?(path: readonly string[], expected: number, got: number, keyCase: KeyCase): boolean | undefined;
}

export const defineTopic = (topic: Topic): Topic => topic;

export interface Difference {
  path: string;
  expected: Json | undefined;
  got: Json | undefined;
}

export interface CaseResult {
  id: string;
  passed: boolean;
  /** Numbers compared. */
  compared: number;
  /** Largest |got - expected| / max(1, |expected|) of the numbers compared. */
  worst: number;
  differences: Difference[];
  refusal?: string;
}

type Accepts = (path: readonly string[], expected: number, got: number) => boolean;

/** Compares a result with what the key expects; extra fields of the result do not matter. */
export function compare(expected: Json, got: Json | undefined, accepts: Accepts, path: readonly string[] = []): Omit<CaseResult, 'id' | 'passed'> {
  const result = { compared: 0, worst: 0, differences: [] as Difference[] };
  const differ = () => result.differences.push({ path: path.join('.') || '(whole)', expected, got });
  const descend = (child: Json, other: Json | undefined, name: string) => {
    const inner = compare(child, other, accepts, [...path, name]);
    result.compared += inner.compared;
    result.worst = Math.max(result.worst, inner.worst);
    result.differences.push(...inner.differences);
  };
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) differ();
    else for (const [index, child] of expected.entries()) descend(child, got[index], String(index));
  } else if (expected !== null && typeof expected === 'object') {
    if (got === null || got === undefined || typeof got !== 'object' || Array.isArray(got)) differ();
    else for (const [name, child] of Object.entries(expected)) descend(child, got[name], name);
  } else if (typeof expected === 'number' && typeof got === 'number' && Number.isFinite(got)) {
    result.compared = 1;
    result.worst = errorOf(expected, got);
    if (!accepts(path, expected, got)) differ();
  } else {
    result.compared = 1;
    if ((got ?? null) !== expected) differ();
  }
  return result;
}

/** The error that the keys' tolerance rule speaks of. */
const errorOf = (expected: number, got: number): number => Math.abs(got - expected) / Math.max(1, Math.abs(expected));

/** Runs one case; a refusal by the library is a failure with its message. */
export function runCase(topic: Topic, keyCase: KeyCase): CaseResult {
  try {
    const got = topic.run(keyCase.input, keyCase);
    const accepts: Accepts = (path, expected, value) => topic.accepts?.(path, expected, value, keyCase) ?? errorOf(expected, value) <= keyCase.tolerance;
    const outcome = compare(keyCase.expected, got, accepts);
    return { id: keyCase.id, passed: outcome.differences.length === 0, ...outcome };
  } catch (error) {
    return { id: keyCase.id, passed: false, compared: 0, worst: Number.POSITIVE_INFINITY, differences: [], refusal: (error as Error).message };
  }
}

export class KeyFileError extends Error {}

/** Reads the text of a key file, refusing what is not one with the place and what was expected. */
export function parseKeyFile(text: string, file: string): KeyFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new KeyFileError(`${file}: not JSON (${(error as Error).message})`);
  }
  const object = asObject(value, file, 'the file');
  if (typeof object.topic !== 'string') throw new KeyFileError(`${file}: found no "topic"; expected the name of a topic`);
  if (!Array.isArray(object.cases) || object.cases.length === 0) throw new KeyFileError(`${file}: found no "cases"; expected a list with at least one case`);
  const cases = object.cases.map((entry, index): KeyCase => {
    const place = `cases[${index}]`;
    const one = asObject(entry, file, place);
    if (typeof one.id !== 'string') throw new KeyFileError(`${file}: ${place} has no "id"`);
    if (typeof one.tolerance !== 'number' || !(one.tolerance >= 0)) throw new KeyFileError(`${file}: ${place} (${one.id}) has no "tolerance" of at least 0`);
    return {
      ...(one as unknown as KeyCase),
      input: asObject(one.input, file, `${place}.input`),
      expected: asObject(one.expected, file, `${place}.expected`),
    };
  });
  return { topic: object.topic, cases };
}

function asObject(value: unknown, file: string, place: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new KeyFileError(`${file}: ${place} is not an object`);
  return value as JsonObject;
}
