import type { Edition } from '../data/editions.ts';
import type { Assets } from './assets.ts';
import type { Link, PageContent } from './page.ts';
import type { Release } from './release-files.ts';

/** What every page shows round its content. */
export interface Shell {
  title: string;
  stylesheet: string;
  icon: string;
  trail: readonly Link[];
  sections: readonly (Link & { current: boolean })[];
  data: { json: string; csv: string; arrow: string } | null;
  filters: readonly string[];
  footer: ShellFooter | null;
}

interface ShellFooter {
  releaseId: string;
  releaseHref: string;
  periods: string;
  licence: string;
  attribution: readonly string[];
}

/** The frame of a page: navigation, links to its data, and whose figures these are. */
export function shellFor(about: {
  path: string;
  search: string;
  content: PageContent;
  edition: Edition | null;
  release: Release | null;
  assets: Assets;
}): Shell {
  const { path, search, content, edition, release, assets } = about;
  const base = path === '/' ? '/index' : path;
  // Data hold every row, whichever page of them is read.
  const all = search.replace(/([?&])page=\d+(&|$)/, (_, before: string, after: string) => (after === '' ? '' : before));
  return {
    title: content.title,
    stylesheet: assets.urlFor('yardstick.css'),
    icon: assets.urlFor('icon.svg'),
    trail: content.trail ?? [],
    sections: sectionsOf(edition, path),
    data: { json: `${base}.json${all}`, csv: `${base}.csv${all}`, arrow: `${base}.arrow${all}` },
    filters: content.filters ?? [],
    footer: release === null ? null : footerOf(release),
  };
}

/** The frame of a page that says what went wrong. */
export function faultShell(title: string, assets: Assets): Shell {
  return {
    title,
    stylesheet: assets.urlFor('yardstick.css'),
    icon: assets.urlFor('icon.svg'),
    trail: [],
    sections: sectionsOf(null, ''),
    data: null,
    filters: [],
    footer: null,
  };
}

function sectionsOf(edition: Edition | null, path: string): (Link & { current: boolean })[] {
  const within =
    edition === null
      ? []
      : [
          { title: edition.title, href: `/${edition.id}` },
          { title: 'Choose care', href: `/${edition.id}/choose` },
          { title: 'League tables', href: `/${edition.id}/league-tables` },
          { title: 'Systems', href: `/${edition.id}/systems` },
          { title: 'Compare', href: `/${edition.id}/compare` },
          { title: 'Markets', href: `/${edition.id}/markets` },
          { title: 'Does choice matter?', href: `/${edition.id}/competition` },
          { title: 'Measures', href: `/${edition.id}/measures` },
        ];
  const all = [...within, { title: 'Historic cases', href: '/cases' }, { title: 'Methods', href: '/methods' }, { title: 'Releases', href: '/releases' }];
  return all.map((link) => ({ ...link, current: path === link.href || (link.href !== `/${edition?.id}` && path.startsWith(`${link.href}/`)) }));
}

function footerOf({ id, edition, catalogue }: Release): ShellFooter {
  const years = [...catalogue.periods.values()].map(({ starts, ends }) => ({ starts, ends }));
  const first = years.map(({ starts }) => starts).sort()[0] ?? '';
  const last =
    years
      .map(({ ends }) => ends)
      .sort()
      .at(-1) ?? '';
  return { releaseId: id, releaseHref: `/releases/${id}`, periods: `${first} to ${last}`, licence: edition.licence, attribution: edition.attribution };
}
