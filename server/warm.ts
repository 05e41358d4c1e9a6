import { entriesOf } from './pages/search-entries.ts';
import { placeNamesOf } from './places/place-names.ts';
import type { Releases } from './releases.ts';

/**
 * Reads the names of places and systems of every release in service, now and whenever another is taken up, so that the
 * first reader does not wait for them. Faults are left to the first reader’s request, which says them.
 */
export function keepWarm(releases: Releases): void {
  const warmed = new Set<string>();
  const warm = async (): Promise<void> => {
    for (const { id, edition } of releases.inService()) {
      if (warmed.has(id)) continue;
      warmed.add(id);
      await releases.use(edition.id, async (release) => {
        if (release !== null) await Promise.allSettled([placeNamesOf(release), entriesOf(release)]);
      });
    }
  };
  releases.onChange(() => void warm());
  void warm();
}
