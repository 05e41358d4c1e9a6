import { expect, it } from 'vitest';
import { parseSettings } from '../../server/settings.ts';

it('has defaults for everything', () => {
  expect(parseSettings({})).toMatchObject({ port: 3000, host: '127.0.0.1', environment: 'production' });
  expect(parseSettings({}).releasesFolder).toMatch(/releases$/);
  expect(parseSettings({}).postcodesFolder).toBeNull();
  expect(parseSettings({ YARDSTICK_POSTCODES: '/srv/codes' }).postcodesFolder).toBe('/srv/codes');
});

it.each([
  [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535: "http"'],
  [{ PORT: '70000' }, 'PORT must be'],
  [{ PORT: '' }, 'PORT must be'],
  [{ PORT: '-1' }, 'PORT must be'],
  [{ HOST: 'a b' }, 'HOST must be'],
  [{ YARDSTICK_RELEASES: ' ' }, 'YARDSTICK_RELEASES must be a folder'],
  [{ YARDSTICK_POSTCODES: '' }, 'YARDSTICK_POSTCODES must be a folder'],
  [{ NODE_ENV: 'prod' }, 'NODE_ENV must be one of production, development, test: "prod"'],
])('refuses %j', (environment, message) => {
  expect(() => parseSettings(environment)).toThrow(message);
});
