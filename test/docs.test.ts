import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measures } from '../data/measures/registry.ts';
import { sources } from '../etl/sources/registry.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('documents do not drift', () => {
  test('every setting that the code reads is in the README', () => {
    const code = read('server/settings.ts') + read('etl/commands/build.ts');
    const settings = [...code.matchAll(/(?:environment\['|environment\.|process\.env\.)([A-Z_]{3,})/g)].map(([, name]) => name ?? '');
    expect(settings.length).toBeGreaterThan(3);
    for (const name of settings) expect(read('README.md')).toContain(`\`${name}\``);
  });

  test('every runtime dependency has its reason in DECISIONS.md, at an exact version', () => {
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      const [base = name] = name.startsWith('topojson-') ? [`-${name.slice('topojson-'.length)}\``] : [`\`${name}\``];
      expect(read('DECISIONS.md').includes(base) || read('DECISIONS.md').includes(`\`${name}\``), name).toBe(true);
      expect(version).toMatch(/^(npm:@duckdb\/node-api@)?\d+\.\d+\.\d+(-r\.\d+)?$/);
    }
  });

  test('the commands of the README exist', () => {
    for (const [, script] of read('README.md').matchAll(/npm run (\w+)/g)) expect(Object.keys(manifest.scripts)).toContain(script);
  });

  test('the README counts the measures that there are', () => {
    expect(read('README.md')).toContain(`${measures.length} measures`);
  });

  test('no document or source note names a path of a machine', () => {
    for (const text of [read('README.md'), read('METHODS.md'), read('DECISIONS.md'), read('CONTRIBUTING.md'), ...sources.map((source) => source.note)])
      expect(text).not.toMatch(/\/(home|Users|root|tmp|work)\//);
  });
});
