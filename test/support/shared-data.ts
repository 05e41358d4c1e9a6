import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/**
 * The publishers' own files, laid out as `<edition>/<source>/...`, or null where they are not. They are too large
 * for the repository and lie in a folder beside it.
 */
export const sharedData: string | null = existsSync(folder) ? folder : null;

const required = process.env.CI === '1' || process.env.CI === 'true' || process.env.YARDSTICK_REQUIRE_SHARED === '1';

/**
 * Declares tests on the published files. Without the files they are skipped under a name that says why; where the
 * environment says that the files must be there (`CI` or `YARDSTICK_REQUIRE_SHARED=1`), their absence is a failure.
 */
export function describeWithSharedData(name: string, tests: (data: string) => void): void {
  if (sharedData !== null) {
    const data = sharedData;
    describe(name, () => tests(data));
  } else if (required) {
    describe(name, () => {
      it('has the published files', () => {
        throw new Error('the published files are not in ../shared/data, and the environment requires them');
      });
    });
  } else {
    describe.skip(`${name} (skipped: the published files are not in ../shared/data)`, () => {
      it.skip('needs the published files', () => {});
    });
  }
}
