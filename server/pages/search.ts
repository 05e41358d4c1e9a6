import { editionById } from '../../data/editions.ts';
import { Fault } from '../faults.ts';
import { counted, number } from '../formats/numbers.ts';
import { defineSitePage } from '../page.ts';
import { freeText } from '../parameters.ts';
import { type Found, type Group, searchFor, shownOf } from './search-find.ts';
import type { EntryKind, Match } from './search-match.ts';

const columns = {
  position: 'integer',
  edition: 'text?',
  kind: 'text',
  id: 'text',
  level: 'text?',
  title: 'text',
  detail: 'text?',
  matched: 'text?',
  href: 'text',
} as const;

/** What may be typed; the parameter takes more, so that longer text gets a sentence of its own. */
const longest = freeText.maximumLength;

export const searchPage = defineSitePage({
  name: 'search',
  path: '/search',
  parameters: () => ({ q: { ...freeText, maximumLength: 2_000 } }),
  load: async ({ inService }, { q }) => {
    if (q.length > longest)
      throw new Fault(400, `a search takes up to ${longest} characters, and this has ${number(q.length)}: try a name, a code or a few words`);
    const found = await searchFor(q, inService);
    const shown = found.groups.flatMap((group) => group.kinds.flatMap(({ matches }) => matches));
    return {
      title: q === '' ? 'Search' : `Search for “${q}”`,
      columns,
      rows: shown.map(({ entry, matched }, place) => ({
        position: place + 1,
        edition: entry.edition,
        kind: entry.kind,
        id: entry.id,
        level: entry.level,
        title: entry.title,
        detail: entry.detail,
        matched,
        href: entry.href,
      })),
      meta: {
        q,
        found: found.groups.map((group) => ({ edition: group.edition, found: group.found, shown: shownOf(group) })),
        taken_for: found.takenFor,
      },
      trail: [{ title: 'Home', href: '/' }],
      view: () => viewOf(q, found, [...new Set(inService.map(({ edition }) => edition.id))]),
    };
  },
});

function viewOf(q: string, found: Found, editions: readonly string[]): object {
  const total = found.groups.reduce((sum, group) => sum + group.found, 0);
  return {
    q,
    longest,
    searched: q !== '',
    total: counted(total, 'result', 'results'),
    nothing: total === 0,
    many: total > 1,
    takenFor: found.takenFor.map(({ asked, words }) => ({ asked, words: words.map((word) => `“${word}”`).join(' or ') })),
    groups: found.groups.map(groupView),
    several: found.groups.length > 1,
    editions: editions.map((id) => ({ title: titleOf(id), href: `/${id}/systems` })),
  };
}

const titleOf = (edition: string | null): string => (edition === null ? 'Historic cases' : (editionById.get(edition)?.title ?? edition));
const kindTitles: Record<EntryKind, string> = { case: 'Cases', system: 'Systems', measure: 'Measures', area: 'Areas' };

function groupView(group: Group): object {
  return {
    anchor: group.edition ?? 'cases',
    title: titleOf(group.edition),
    count: number(group.found),
    kinds: group.kinds.map(({ kind, found, matches }) => ({
      // One kind needs no heading of its own.
      title: group.edition === null ? null : kindTitles[kind],
      more: found > matches.length ? `The ${number(matches.length)} best of ${number(found)} are shown. More words find fewer.` : null,
      results: matches.map(resultView),
    })),
  };
}

const resultView = ({ entry, matched }: Match): object => ({
  title: entry.title,
  href: entry.href,
  code: entry.kind === 'system' || entry.kind === 'area' ? entry.id : null,
  detail: entry.detail,
  matched,
});
