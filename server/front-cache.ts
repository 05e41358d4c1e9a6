import type { IncomingMessage } from 'node:http';
import { bytesOf, compressHarder, type Representation } from './representation.ts';

/** Rendered answers kept in memory: bounded by bytes, least recently used out first, all dropped with a new release. */
export interface FrontCache {
  /** The answer to exactly this address, if one is kept. */
  answerFor(request: IncomingMessage): Representation | undefined;
  /** The answer kept under a key, or the one that `render` makes; many requests at once render once. */
  fill(key: string, render: () => Promise<Representation>): Promise<Representation>;
  /** Lets an address that was found valid lead straight to the answer of a key. */
  remember(url: string, key: string): void;
  drop(): void;
}

/** Addresses may say the same in many ways: only so many of them are remembered. */
const maximumAddresses = 5_000;
const idleMilliseconds = 500;
/** Waiting to be compressed harder; under a flood of new pages the rest stay as they are. */
const maximumWaiting = 200;

export function createFrontCache({ maximumBytes = 64 * 1024 * 1024 }: { maximumBytes?: number } = {}): FrontCache {
  const kept = new Map<string, Representation>();
  const addresses = new Map<string, string>();
  const underWay = new Map<string, Promise<Representation>>();
  const squeezing = new Set<string>();
  let waiting = false;
  let generation = 0;

  const touch = (key: string): Representation | undefined => {
    const found = kept.get(key);
    if (found === undefined) return undefined;
    kept.delete(key);
    kept.set(key, found);
    return found;
  };
  const evict = (): void => {
    let total = [...kept.values()].reduce((sum, one) => sum + bytesOf(one), 0);
    for (const [key, one] of kept) {
      if (total <= maximumBytes) return;
      kept.delete(key);
      total -= bytesOf(one);
    }
  };
  const squeezeNext = async (): Promise<void> => {
    const [next] = squeezing;
    if (next !== undefined) {
      squeezing.delete(next);
      const still = kept.get(next);
      if (still !== undefined) await compressHarder(still);
    }
    waiting = false;
    if (squeezing.size > 0) squeezeWhenIdle();
    else evict();
  };
  const squeezeWhenIdle = (): void => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => void squeezeNext(), idleMilliseconds).unref();
  };

  return {
    answerFor(request) {
      const key = addresses.get(request.url ?? '');
      return key === undefined ? undefined : touch(key);
    },
    async fill(key, render) {
      const found = touch(key) ?? underWay.get(key);
      if (found !== undefined) return found;
      const began = generation;
      const rendering = render();
      underWay.set(key, rendering);
      try {
        const rendered = await rendering;
        // A page of the release before must not outlive the change.
        if (began === generation) {
          kept.set(key, rendered);
          if (squeezing.size < maximumWaiting) squeezing.add(key);
          evict();
          squeezeWhenIdle();
        }
        return rendered;
      } finally {
        if (underWay.get(key) === rendering) underWay.delete(key);
      }
    },
    remember(url, key) {
      if (!kept.has(key)) return;
      if (addresses.size >= maximumAddresses) addresses.delete(addresses.keys().next().value ?? '');
      addresses.set(url, key);
    },
    drop() {
      generation += 1;
      kept.clear();
      addresses.clear();
      underWay.clear();
      squeezing.clear();
    },
  };
}
