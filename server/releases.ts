import { editions } from '../data/editions.ts';
import type { Manifest } from '../data/release.ts';
import { currentId, listManifests, openRelease, type Release } from './release-files.ts';

/** The releases in service, one an edition, and those that went before. */
export interface Releases {
  /** Releases in service, in the order of data/editions.ts. */
  inService(): readonly Release[];
  /** Works with the release in service of an edition, which stays open until the work is done. */
  use<T>(edition: string, work: (release: Release | null) => Promise<T>): Promise<T>;
  /** Works with all releases in service. */
  useAll<T>(work: (releases: readonly Release[]) => Promise<T>): Promise<T>;
  /** Works with any release on disk by its id; null when there is none. */
  useById<T>(id: string, work: (release: Release | null) => Promise<T>): Promise<T>;
  /** Manifests of all releases on disk, newest first. */
  listed(): Promise<readonly Manifest[]>;
  /** Looks at once whether another release is in service. */
  refresh(): Promise<void>;
  onChange(listener: () => void): void;
  close(): void;
}

/** A release and the requests that are using it: closed when it is retired and the last of them is done. */
class Held {
  readonly release: Release;
  #users = 0;
  #retired = false;

  constructor(release: Release) {
    this.release = release;
  }

  take(): Release {
    this.#users += 1;
    return this.release;
  }

  giveBack(): void {
    this.#users -= 1;
    this.#closeIfDone();
  }

  retire(): void {
    this.#retired = true;
    this.#closeIfDone();
  }

  #closeIfDone(): void {
    if (this.#retired && this.#users === 0) this.release.warehouse.closeSync();
  }
}

async function holding<T>(held: readonly Held[], work: (releases: readonly Release[]) => Promise<T>): Promise<T> {
  const releases = held.map((one) => one.take());
  try {
    return await work(releases);
  } finally {
    for (const one of held) one.giveBack();
  }
}

/** Opens the release in service of every edition in a folder, and follows changes by looking about once a second. */
export async function openReleases(folder: string, options: { log?: (message: string) => void; pollMilliseconds?: number } = {}): Promise<Releases> {
  const { log = () => {}, pollMilliseconds = 1_000 } = options;
  const serving = new Map<string, Held>();
  const complaints = new Map<string, string>();
  const listeners: (() => void)[] = [];
  let underWay: Promise<void> | null = null;
  let closed = false;

  const swap = (edition: string, next: Held): void => {
    const before = serving.get(edition);
    if (closed) {
      next.retire();
      return;
    }
    serving.set(edition, next);
    complaints.delete(edition);
    for (const listener of listeners) listener();
    before?.retire();
    log(`release in service: ${next.release.id}`);
  };
  const follow = async (edition: string): Promise<void> => {
    try {
      const id = await currentId(folder, edition);
      if (id !== null && id !== serving.get(edition)?.release.id) swap(edition, new Held(await openRelease(folder, edition, id)));
    } catch (error) {
      const complaint = `next release of ${edition} refused, ${serving.get(edition)?.release.id ?? 'none'} stays in service: ${(error as Error).message}`;
      // Said once, although it is tried again at every look.
      if (complaints.get(edition) !== complaint) log(complaint);
      complaints.set(edition, complaint);
    }
  };
  const refresh = (): Promise<void> => {
    underWay ??= Promise.all(editions.map(({ id }) => follow(id))).then(() => {
      underWay = null;
    });
    return underWay;
  };
  const inOrder = (): Held[] => editions.flatMap(({ id }) => serving.get(id) ?? []);

  await refresh();
  const timer = setInterval(() => void refresh(), pollMilliseconds);
  timer.unref();

  return {
    inService: () => inOrder().map(({ release }) => release),
    use(edition, work) {
      const held = serving.get(edition);
      return held === undefined ? work(null) : holding([held], ([release]) => work(release ?? null));
    },
    useAll: (work) => holding(inOrder(), work),
    async useById(id, work) {
      const held = inOrder().find(({ release }) => release.id === id);
      if (held !== undefined) return holding([held], ([release]) => work(release ?? null));
      const manifest = (await listManifests(folder)).find(({ release_id }) => release_id === id);
      if (manifest === undefined) return work(null);
      const older = new Held(await openRelease(folder, manifest.edition, id));
      return holding([older], ([release]) => work(release ?? null)).finally(() => older.retire());
    },
    listed: () => listManifests(folder),
    refresh,
    onChange: (listener) => void listeners.push(listener),
    close() {
      closed = true;
      clearInterval(timer);
      for (const held of serving.values()) held.retire();
      serving.clear();
    },
  };
}
