import { type Language, languages, locales, type Say, sayIn } from '../messages.ts';
import type { EditionContext } from '../page.ts';
import { canonicalSearch, oneOf, type ParameterSet } from '../parameters.ts';
import type { AreaNames } from '../queries/catalogue.ts';

/** `lang=`: the language of the interface. */
export const languageParameter = oneOf(languages);

export const languageOf = (lang: string): Language => languages.find((known) => known === lang) ?? languages[0];

/** What every page for patients hands to its layout. */
export interface PlainFrame {
  say: Say;
  lang: Language;
  /** Of the page, as HTML has it. */
  locale: string;
  /** Only where a form or link must carry it on. */
  langField: string | null;
  draft: boolean;
  other: { lang: Language; href: string };
  findHref: string;
}

/** The frame of a page at `path`; `other` leads to the same page in the other language. */
export function plainFrame({ edition }: EditionContext, about: { path: string; set: ParameterSet; query: Readonly<Record<string, string>> }): PlainFrame {
  const lang = languageOf(about.query.lang ?? '');
  const other = languages.find((known) => known !== lang) ?? lang;
  return {
    say: sayIn(lang),
    lang,
    locale: locales[lang],
    langField: lang === languages[0] ? null : lang,
    draft: lang !== languages[0],
    other: { lang: other, href: `${about.path}${canonicalSearch(about.set, { ...about.query, lang: other })}` },
    findHref: `/${edition.id}/choose${inLanguage(lang)}`,
  };
}

/** The query that keeps a language, where it is not the default. */
export const inLanguage = (lang: string): string => (languageOf(lang) === languages[0] ? '' : `?lang=${lang}`);

/** `Los Angeles, California`; a district that the name itself says is left out. */
export function placeName({ name, district }: AreaNames): string {
  const [first = ''] = district.split(/[\s,]/);
  return name.includes(first) ? name : `${name}, ${district}`;
}
