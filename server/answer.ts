import type { Edition } from '../data/editions.ts';
import type { Assets } from './assets.ts';
import type { DataRow } from './columns.ts';
import { toArrow } from './formats/arrow.ts';
import { toCsv } from './formats/csv.ts';
import type { PageContent } from './page.ts';
import type { Release } from './release-files.ts';
import { type Representation, representation } from './representation.ts';
import { shellFor } from './shell.ts';
import type { Render } from './views.ts';

export const formats = ['html', 'json', 'csv', 'arrow'] as const;
export type Format = (typeof formats)[number];

/** Where a loaded page stands: its address and its release. */
export interface Setting {
  path: string;
  search: string;
  edition: Edition | null;
  release: Release | null;
  /** Ids of the releases and the version of the code that made the content. */
  version: string;
}

const contentTypes: Record<Format, string> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  arrow: 'application/vnd.apache.arrow.stream',
};

/** A loaded page in one format. All four come from the same rows. */
export function represent(format: Format, name: string, content: PageContent, setting: Setting, tools: { render: Render; assets: Assets }): Representation {
  const fileName = format === 'csv' || format === 'arrow' ? `${fileStem(setting.path)}.${format}` : null;
  const about = { contentType: contentTypes[format], version: setting.version, fileName };
  if (format === 'csv') return representation(toCsv(content.columns, content.rows), about);
  if (format === 'arrow') return representation(toArrow(content.columns, content.rows, content.meta), about);
  if (format === 'json') return representation(JSON.stringify({ meta: content.meta, rows: content.rows.map((row) => inOrder(content, row)) }), about);
  return representation(tools.render(content.template ?? name, { ...content.view(), shell: shellFor({ ...setting, content, assets: tools.assets }) }), about);
}

/** Exactly the declared columns, in their order. */
const inOrder = (content: PageContent, row: DataRow): DataRow => Object.fromEntries(Object.keys(content.columns).map((name) => [name, row[name] ?? null]));

const fileStem = (path: string): string =>
  ['yardstick', ...path.split('/')]
    .filter((part) => part !== '')
    .join('-')
    .replace(/[^A-Za-z0-9.-]/g, '');
