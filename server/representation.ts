import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

type Coding = 'identity' | 'br' | 'gzip';

interface Variant {
  bytes: Buffer;
  /** Strong: the same tag, the same bytes. Better compression later is another tag. */
  etag: string;
}

/** Bytes that answer a request, compressed once for each coding that was asked for. */
export interface Representation {
  contentType: string;
  cacheControl: string;
  /** Digest of release, code and content: the part that every variant's tag begins with. */
  digest: string;
  variants: Map<Coding, Variant>;
  underWay: Map<Coding, Promise<Variant>>;
  /** File name offered for a download; null to show in the browser. */
  fileName: string | null;
}

/** Readers ask again each time, and mostly hear 304: a new release shows at once. */
const revalidate = 'public, max-age=0, must-revalidate';
/** Below this many bytes compression costs more than it saves. */
const smallestCompressed = 500;

export function representation(
  content: string | Uint8Array,
  about: { contentType: string; version: string; cacheControl?: string; fileName?: string | null },
): Representation {
  const bytes = Buffer.from(content);
  const digest = createHash('sha256').update(about.version).update('\0').update(bytes).digest('base64url').slice(0, 27);
  return {
    contentType: about.contentType,
    cacheControl: about.cacheControl ?? revalidate,
    digest,
    variants: new Map([['identity', { bytes, etag: `"${digest}"` }]]),
    underWay: new Map(),
    fileName: about.fileName ?? null,
  };
}

export function bytesOf(kept: Representation): number {
  return [...kept.variants.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Compresses as well as can be done; for idle moments, as it takes fifty times as long. */
export async function compressHarder(kept: Representation): Promise<void> {
  const identity = kept.variants.get('identity');
  if (identity === undefined || !kept.variants.has('br')) return;
  kept.variants.set('br', { bytes: await brotli(identity.bytes, 11), etag: `"${kept.digest}-b11"` });
}

const brotli = (bytes: Buffer, quality: number): Promise<Buffer> =>
  compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });

/** Sends the representation, or 304 when the reader has it already. */
export async function send(request: IncomingMessage, response: ServerResponse, kept: Representation, status = 200): Promise<void> {
  const variant = kept.variants.get(preferredCoding(request)) ?? (await variantFor(kept, preferredCoding(request)));
  const coding = [...kept.variants].find(([, one]) => one === variant)?.[0] ?? 'identity';
  const headers: OutgoingHttpHeaders = { ETag: variant.etag, 'Cache-Control': kept.cacheControl, Vary: 'Accept-Encoding' };
  if (alreadyHas(request, kept.digest)) return void response.writeHead(304, headers).end();
  headers['Content-Type'] = kept.contentType;
  headers['Content-Length'] = variant.bytes.length;
  if (coding !== 'identity') headers['Content-Encoding'] = coding;
  if (kept.fileName !== null) headers['Content-Disposition'] = `attachment; filename="${kept.fileName}"`;
  response.writeHead(status, headers);
  response.end(request.method === 'HEAD' ? undefined : variant.bytes);
}

async function variantFor(kept: Representation, coding: Coding): Promise<Variant> {
  const identity = kept.variants.get('identity') as Variant;
  if (coding === 'identity' || identity.bytes.length < smallestCompressed) return identity;
  const underWay = kept.underWay.get(coding) ?? compressVariant(kept, coding, identity.bytes);
  kept.underWay.set(coding, underWay);
  return underWay;
}

async function compressVariant(kept: Representation, coding: 'br' | 'gzip', identity: Buffer): Promise<Variant> {
  const bytes = await (coding === 'br' ? brotli(identity, 5) : compressGzip(identity, { level: 6 }));
  const variant = { bytes, etag: `"${kept.digest}-${coding}"` };
  kept.variants.set(coding, variant);
  kept.underWay.delete(coding);
  return variant;
}

/** Brotli, else gzip, else as it is; a coding with `q=0` is refused by the reader. */
function preferredCoding(request: IncomingMessage): Coding {
  const offers = String(request.headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',');
  const accepted = offers.map((offer) => offer.trim().split(/\s*;\s*q=/)).filter(([, weight]) => weight === undefined || Number(weight) > 0);
  return (['br', 'gzip'] as const).find((coding) => accepted.some(([name]) => name === coding)) ?? 'identity';
}

/** Any variant of the same content will do: compression does not change what it says. */
function alreadyHas(request: IncomingMessage, digest: string): boolean {
  const given = request.headers['if-none-match'];
  if (given === undefined) return false;
  return given.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '').slice(1, 28) === digest);
}
