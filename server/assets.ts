import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Representation, representation } from './representation.ts';

/** Static files by their address, which carries a hash of their content and so never changes meaning. */
export interface Assets {
  byUrl: ReadonlyMap<string, Representation>;
  /** Address of a file by its name. */
  urlFor(name: string): string;
}

const types: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml; charset=utf-8' };

export function loadAssets(folder: string): Assets {
  const urls = new Map<string, string>();
  const byUrl = new Map<string, Representation>();
  for (const name of readdirSync(folder)) {
    const extension = extname(name);
    const contentType = types[extension];
    if (contentType === undefined) continue;
    const bytes = readFileSync(join(folder, name));
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const url = `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`;
    urls.set(name, url);
    byUrl.set(url, representation(bytes, { contentType, version: 'asset', cacheControl: 'public, max-age=31536000, immutable' }));
  }
  return {
    byUrl,
    urlFor(name) {
      const url = urls.get(name);
      if (url === undefined) throw new Error(`unknown asset: ${name}`);
      return url;
    },
  };
}
