import { historicCases } from '../../data/historic-cases/registry.ts';
import { domainTitle, sentenceCase } from '../formats/words.ts';
import { type AreaNameRow, type SystemNameRow, selectAreaNames, selectSystemNames } from '../queries/search.ts';
import type { Release } from '../release-files.ts';
import { type Entry, type EntryText, entryText } from './search-match.ts';

/** Read once a release, as a release never changes; gone with it. */
const kept = new WeakMap<Release, Promise<readonly Entry[]>>();

/** Everything that can be found in a release. */
export function entriesOf(release: Release): Promise<readonly Entry[]> {
  const known = kept.get(release);
  if (known !== undefined) return known;
  const read = readEntries(release);
  kept.set(release, read);
  // A question that failed may succeed the next time.
  read.catch(() => kept.delete(release));
  return read;
}

async function readEntries(release: Release): Promise<readonly Entry[]> {
  const [names, areas] = await Promise.all([selectSystemNames(release.warehouse), selectAreaNames(release.warehouse)]);
  return [...systemEntries(release, names), ...measureEntries(release), ...areaEntries(release, areas)];
}

/** The historic cases, which belong to no release. */
export const caseEntries: readonly Entry[] = historicCases.map(({ id, title, summary, keywords }) => ({
  edition: null,
  kind: 'case',
  id,
  level: null,
  title,
  detail: summary,
  href: `/cases/${id}`,
  texts: [entryText(title, 1), entryText(keywords.join(' '), 0.9), entryText(summary, 0.5)],
}));

function systemEntries({ edition, catalogue }: Release, names: readonly SystemNameRow[]): Entry[] {
  const namesOf = new Map<string, SystemNameRow[]>();
  for (const row of names) {
    const key = `${row.level} ${row.system_id}`;
    namesOf.set(key, [...(namesOf.get(key) ?? []), row]);
  }
  const titles = new Map(catalogue.levels.map(({ level, title }) => [level, title]));
  // Of equal matches, systems go before their parts: Kaiser’s contracts before its hospitals.
  const importance = new Map(catalogue.levels.map(({ level }, position) => [level, 1 - 0.04 * position]));
  return catalogue.systems.map(({ system_id: id, level, name, short_name }) => ({
    edition: edition.id,
    kind: 'system',
    id,
    level,
    title: short_name,
    detail: [sentenceCase(titles.get(level) ?? level), ...(name === short_name ? [] : [name])].join(': '),
    href: `/${edition.id}/systems/${encodeURIComponent(id)}`,
    texts: [entryText(short_name, 1), entryText(id, 1), entryText(name, 0.95), ...(namesOf.get(`${level} ${id}`) ?? []).map(otherName)].map((text) => ({
      ...text,
      weight: text.weight * (importance.get(level) ?? 1),
    })),
  }));
}

/** Another name, code or sort of a system, and what to say when it was that which was found. */
function otherName({ kind, code, name, first_period, last_period }: SystemNameRow): EntryText {
  const years =
    first_period === null || last_period === null ? '' : `, ${first_period.replace('rating-', 'ratings of ')} to ${last_period.replace('rating-', '')}`;
  if (kind === 'code') return entryText(name, 1, `Code ${name}`);
  if (kind === 'sort') return entryText(name, 0.5, sentenceCase(name));
  if (kind === 'predecessor') return entryText(`${code ?? ''} ${name}`, 0.85, `Formerly ${name} (${code ?? ''}${years})`);
  const said: Record<string, string> = { former: 'Formerly', marketing: 'Sold as', owner: 'Owner:' };
  return entryText(name, kind === 'owner' ? 0.8 : 0.9, `${said[kind] ?? 'Also'} ${name}${years === '' ? '' : ` (${years.slice(2)})`}`);
}

function measureEntries({ edition, catalogue }: Release): Entry[] {
  return [...catalogue.measures.values()].map(({ declaration: { id, title, shortTitle, domain } }) => ({
    edition: edition.id,
    kind: 'measure',
    id,
    level: null,
    title: shortTitle,
    detail: [domainTitle(domain), ...(title === shortTitle ? [] : [title])].join(': '),
    href: `/${edition.id}/measures/${encodeURIComponent(id)}`,
    texts: [entryText(shortTitle, 1), entryText(title, 0.95), entryText(id, 0.8), entryText(domainTitle(domain), 0.4, domainTitle(domain))],
  }));
}

function areaEntries({ edition }: Release, areas: readonly AreaNameRow[]): Entry[] {
  return areas.map(({ area_id: id, name, district }) => ({
    edition: edition.id,
    kind: 'area',
    id,
    level: null,
    title: name,
    detail: `${sentenceCase(edition.area.one)} in ${district}`,
    href: `/${edition.id}/areas/${encodeURIComponent(id)}`,
    texts: [entryText(name, 0.9), entryText(id, 1), entryText(district, 0.6, district)],
  }));
}
