import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { projectRoot } from './settings.ts';

/** Languages of the pages for patients; the first is the default. A language is one file in `views/messages`. */
export const languages = ['en', 'cy'] as const;
export type Language = (typeof languages)[number];

/** What goes into the gaps of a text. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** The text of a key in one language, its gaps filled. Unknown keys are an error, not an empty place. */
export type Say = (key: string, values?: MessageValues) => string;

/** What `lang` says in HTML, and what plurals and lists go by. */
export const locales: Record<Language, string> = { en: 'en-GB', cy: 'cy' };

/** Names as a sentence lists them: `A, B and C`. */
export function listIn(language: Language, names: readonly string[]): string {
  // Welsh “and” changes with the next sound, which a list of names cannot know: commas do.
  return new Intl.ListFormat(locales[language], { type: language === 'cy' ? 'unit' : 'conjunction', style: 'long' }).format(names);
}

/** Reads the texts of every language: ICU message format, compiled once. */
export function loadMessages(folder: string): (language: Language) => Say {
  const says = new Map(languages.map((language) => [language, compile(language, readMessages(join(folder, `${language}.json`)))]));
  return (language) => says.get(language) as Say;
}

/** The texts of one file: keys to ICU messages. */
export const readMessages = (file: string): Readonly<Record<string, string>> => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

/** Languages that have a file; a test holds them equal to those declared. */
export const languagesIn = (folder: string): string[] => readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

/** The texts of this program, by language. */
export const sayIn = loadMessages(join(projectRoot, 'views', 'messages'));

function compile(language: Language, texts: Readonly<Record<string, string>>): Say {
  // A text is parsed when it is first said: most pages need a few of them.
  const compiled = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`unknown text in ${language}: ${key}`);
    const message = compiled.get(key) ?? new IntlMessageFormat(text, locales[language]);
    compiled.set(key, message);
    return String(message.format(values));
  };
}
