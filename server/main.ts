import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { openPostcodes, type PostcodeLookup, PostcodesError } from './places/postcodes.ts';
import { openReleases } from './releases.ts';
import { parseSettings, type Settings, SettingsError } from './settings.ts';
import { keepWarm } from './warm.ts';

const log = (message: string): void => void process.stderr.write(`${message}\n`);

function settingsOrExit(): Settings {
  try {
    return parseSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    log(error.message);
    process.exit(2);
  }
}

async function postcodesOrExit({ postcodesFolder }: Settings): Promise<ReadonlyMap<string, PostcodeLookup>> {
  try {
    return await openPostcodes(postcodesFolder);
  } catch (error) {
    if (!(error instanceof PostcodesError)) throw error;
    log(error.message);
    process.exit(2);
  }
}

/** Resolves when the address exists, rejects when it cannot be had. */
function listening(server: Server, { port, host }: Settings): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

function explain(error: NodeJS.ErrnoException, { port, host }: Settings): string {
  if (error.code === 'EADDRINUSE') return `port ${port} is in use: set PORT to another`;
  if (error.code === 'EACCES') return `port ${port} may not be opened by this user: set PORT to another`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return `${host} is not an address of this machine: set HOST to another`;
  return error.message;
}

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const postcodes = await postcodesOrExit(settings);
  const releases = await openReleases(settings.releasesFolder, { log });
  if (releases.inService().length === 0) {
    log(`no release in ${settings.releasesFolder}: build one with \`npm run etl -- build\`, or set YARDSTICK_RELEASES`);
    process.exit(1);
  }
  const server = createServer(createApp({ releases, settings, postcodes, log }));
  const stop = (): void => {
    // Requests under way get their answer; a reader that never finishes does not keep the process.
    setTimeout(() => process.exit(0), 10_000).unref();
    server.close(() => {
      releases.close();
      process.exit(0);
    });
    server.closeIdleConnections();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    const { port, family, address } = await listening(server, settings);
    keepWarm(releases);
    process.stdout.write(`Yardstick is at http://${family === 'IPv6' ? `[${address}]` : address}:${port}/\n`);
  } catch (error) {
    log(explain(error as NodeJS.ErrnoException, settings));
    process.exit(1);
  }
}

await main();
