import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'UTC', LC_ALL: 'en_GB.UTF-8' },
    // One worker a core: by default one core would be left idle.
    maxWorkers: '100%',
    // The real pipeline on real extracts takes seconds, a browser more.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    reporters: ['default', ['json', { outputFile: 'var/test-results.json' }]],
  },
});
