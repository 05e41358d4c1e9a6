import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import type { Say } from './messages.ts';

/** Prints a named page from its model. */
export type Render = (name: string, model: object) => string;

/** Compiles every template once, or when `fresh` again for every page, so that a change shows at once. */
export function createViews(folder: string, { fresh = false }: { fresh?: boolean } = {}): Render {
  return fresh ? (name, model) => compileViews(folder)(name, model) : compileViews(folder);
}

/** Strict: a field that a model lacks is an error, not an empty cell. Layouts and partials go by their file name. */
function compileViews(folder: string): Render {
  const handlebars = Handlebars.create();
  // Texts in the language of the page: `{{t "choose.title" name=value}}`.
  handlebars.registerHelper('t', (key: string, { data, hash }: Handlebars.HelperOptions) => (data.root as { say: Say }).say(key, hash));
  for (const kind of ['layouts', 'partials'])
    for (const [name, source] of templatesIn(join(folder, kind))) handlebars.registerPartial(name, handlebars.compile(source, { strict: true }));
  const pages = new Map(templatesIn(join(folder, 'pages')).map(([name, source]) => [name, handlebars.compile(source, { strict: true })]));
  return (name, model) => {
    const page = pages.get(name);
    if (page === undefined) throw new Error(`unknown template: ${name}`);
    return page(model);
  };
}

function templatesIn(folder: string): [name: string, source: string][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => [basename(file, '.hbs'), readFileSync(join(folder, file), 'utf8').trimEnd()]);
}
