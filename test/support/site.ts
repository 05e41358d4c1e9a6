import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../server/app.ts';
import { openReleases } from '../../server/releases.ts';
import { parseSettings } from '../../server/settings.ts';
import { englandRelease } from './england-release.ts';

export interface Site {
  /** `http://127.0.0.1:1234`, without a slash at the end. */
  url: string;
  port: number;
  close: () => void;
}

export const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** Serves a release of England on a free port, as `npm start` would. */
export async function serveEngland(): Promise<Site> {
  const folder = await englandRelease();
  const settings = parseSettings({ YARDSTICK_RELEASES: folder, NODE_ENV: 'production' });
  const releases = await openReleases(settings.releasesFolder, { log: () => {} });
  const server = createServer(createApp({ releases, settings }));
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
      releases.close();
    },
  };
}
