import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything that a person who runs the server may set. */
export interface Settings {
  port: number;
  host: string;
  /** Folder of releases: one folder an edition. */
  releasesFolder: string;
  /** Folder of look-ups of postcodes and ZIP codes: one CSV file an edition; null for none, as none is shipped. */
  postcodesFolder: string | null;
  environment: 'production' | 'development' | 'test';
  /** The methods in Markdown, printed at `/methods`. */
  methodsFile: string;
}

/** A setting that cannot be meant; the message names it and says what is accepted. */
export class SettingsError extends Error {}

/** The folder that holds package.json. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

const environments = ['production', 'development', 'test'] as const;

/** Settings from environment variables, refused when malformed. */
export function parseSettings(environment: Record<string, string | undefined>): Settings {
  return {
    port: parsePort(environment.PORT ?? '3000'),
    host: parseHost(environment.HOST ?? '127.0.0.1'),
    releasesFolder: parseFolder('YARDSTICK_RELEASES', environment.YARDSTICK_RELEASES ?? 'releases'),
    postcodesFolder: environment.YARDSTICK_POSTCODES === undefined ? null : parseFolder('YARDSTICK_POSTCODES', environment.YARDSTICK_POSTCODES),
    environment: parseEnvironment(environment.NODE_ENV ?? 'production'),
    methodsFile: resolve(projectRoot, 'METHODS.md'),
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new SettingsError(`PORT must be a whole number from 0 to 65535: ${JSON.stringify(text)}`);
  return port;
}

function parseHost(text: string): string {
  if (!/^[A-Za-z0-9.:-]{1,253}$/.test(text)) throw new SettingsError(`HOST must be an address or a host name: ${JSON.stringify(text)}`);
  return text;
}

function parseFolder(name: string, text: string): string {
  if (text.trim() === '' || text.includes('\0')) throw new SettingsError(`${name} must be a folder: ${JSON.stringify(text)}`);
  return resolve(projectRoot, text);
}

function parseEnvironment(text: string): Settings['environment'] {
  const known = environments.find((name) => name === text);
  if (known === undefined) throw new SettingsError(`NODE_ENV must be one of ${environments.join(', ')}: ${JSON.stringify(text)}`);
  return known;
}
