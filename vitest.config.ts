import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute or more: begun first, so that no worker is left with one of them at the end. */
const long = [
  // Builds the release that many of the others read.
  'test/pitfalls',
  'test/etl/england.test',
  'test/etl/extracts',
  'test/etl/usa.test',
  'test/browser/',
  'test/england-league-tables',
  'test/server/patient-claims',
  'test/server/other-editions',
  'test/etl/refusals',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = long.findIndex((part) => moduleId.includes(part));
      return found === -1 ? long.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'UTC', LC_ALL: 'en_GB.UTF-8' },
    // One worker a core: by default one core would be left idle.
    maxWorkers: '100%',
    // Of the tests that say they may run beside each other: pages of a browser.
    maxConcurrency: 2,
    sequence: { sequencer: LongFirst },
    // The real pipeline on real extracts takes seconds, a browser more.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    reporters: ['default', ['json', { outputFile: 'var/test-results.json' }]],
  },
});
