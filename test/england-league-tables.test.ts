import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import Handlebars from 'handlebars';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editionById } from '../data/editions.ts';
import type { Measure } from '../data/measure.ts';
import { yardsticks } from '../data/yardsticks.ts';
import type { SafeSvg } from '../server/charts/draw.ts';
import { toArrow } from '../server/formats/arrow.ts';
import { figureCells } from '../server/formats/cells.ts';
import { toCsv } from '../server/formats/csv.ts';
import type { EditionContext } from '../server/page.ts';
import { leagueTableContent, loadLeagueTable } from '../server/pages/league-table.ts';
import { parametersOf } from '../server/pages/league-table-query.ts';
import { pageSize } from '../server/paging.ts';
import { parseQuery } from '../server/parameters.ts';
import { yardsticksOf } from '../server/queries/catalogue.ts';
import type { LeagueRow } from '../server/queries/league-table.ts';
import type { Release } from '../server/release-files.ts';
import { openReleases, type Releases } from '../server/releases.ts';
import { createViews } from '../server/views.ts';
import { englandRelease } from './support/england-release.ts';

let releases: Releases;
beforeAll(async () => {
  releases = await openReleases(await englandRelease(), { log: () => {} });
});
afterAll(() => releases?.close());

const england = <T>(work: (release: Release) => Promise<T>): Promise<T> =>
  releases.use('england', (release) => {
    if (release === null) throw new Error('no release');
    return work(release);
  });

const contextOf = (release: Release, measure: string): EditionContext => {
  const edition = editionById.get('england');
  if (edition === undefined) throw new Error('no edition');
  return { edition, release, postcodes: null, editionsInService: ['england'], params: { edition: 'england', measure } };
};

async function tableOf(release: Release, measure: string, search: string) {
  const context = contextOf(release, measure);
  const query = parseQuery(parametersOf(context), search);
  return loadLeagueTable(context, query);
}

/** Charts take most of the time and have tests of their own. */
const noChart = () => new Handlebars.SafeString('') as unknown as SafeSvg;
const render = createViews(join(import.meta.dirname, '..', 'views'));
const shell = { title: '', stylesheet: '', icon: '', trail: [], sections: [], data: null, filters: [], footer: null };

/** Text of a cell as a reader sees it. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

/** Cells of each system’s row, by system. */
function rowsOfPage(html: string): Map<string, string[]> {
  const rows = [...html.matchAll(/<tr data-system="([^"]+)">(.*?)<\/tr>/gs)];
  return new Map(rows.map(([, id = '', cells = '']) => [id, [...cells.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell))]));
}

/** What the cells of a row must say, given the row as it is in the data formats. */
function expectedCells(row: LeagueRow, measure: Measure): string[] {
  const cells = figureCells(row, measure);
  return [
    cells.value,
    cells.interval,
    cells.yardstick,
    cells.gap,
    cells.gapInterval,
    row.gap_words,
    row.position_words,
    row.rank_words,
    row.change_words,
    cells.numerator,
  ];
}

describe('every English league table says the same in every format', () => {
  test.each(yardsticks.map(({ id }, position) => [id, position] as const))(
    'against %s: page, JSON, CSV and Arrow, cell by cell, for all measures and levels (of each but the first yardstick, for a fifth of them in turn)',
    async (yardstick, position) => {
      let compared = 0;
      let turn = 0;
      await england(async (release) => {
        for (const measure of release.catalogue.measures.values())
          for (const level of measure.periods.keys()) {
            turn += 1;
            if (position > 0 && (turn + position) % 5 !== 0) continue;
            if (!yardsticksOf(release.catalogue, { level, measure: measure.declaration.id }).some(({ id }) => id === yardstick)) continue;
            const loaded = await tableOf(release, measure.declaration.id, `?level=${level}&yardstick=${yardstick}`);
            const content = leagueTableContent(loaded, noChart);
            const json = JSON.parse(JSON.stringify(content.rows)) as LeagueRow[];
            const names = Object.keys(content.columns);
            const csv = parse(toCsv(content.columns, content.rows), { columns: true, relax_quotes: false }) as Record<string, string>[];
            const arrow = tableFromIPC(toArrow(content.columns, content.rows, content.meta));
            const page = rowsOfPage(render('league-table', { ...content.view(), shell }));
            const where = `${measure.declaration.id} ${level}`;
            // A page shows the first 200 rows and leads on to the others; the data formats have all.
            expect([csv.length, arrow.numRows, page.size], where).toEqual([json.length, json.length, Math.min(pageSize, json.length)]);
            const columns = new Map(names.map((name) => [name, arrow.getChild(name)]));
            const wrong: string[] = [];
            for (const [place, row] of json.entries()) {
              for (const name of names) {
                const value = (row as unknown as Record<string, string | number | null>)[name] ?? null;
                const inArrow = columns.get(name)?.get(place) ?? null;
                if (inArrow !== value) wrong.push(`${row.system_id} ${name}: arrow ${inArrow}, JSON ${value}`);
                const text = csv[place]?.[name] ?? '';
                if (text.replace(/^'(?=[=+\-@])/, '') !== (value === null ? '' : String(value)))
                  wrong.push(`${row.system_id} ${name}: CSV ${text}, JSON ${value}`);
              }
              compared += 1;
              if (place >= pageSize) continue;
              const printed = (page.get(row.system_id) ?? []).join(' | ');
              for (const cell of row.value === null ? [figureCells(row, measure.declaration).status] : expectedCells(row, measure.declaration))
                if (!printed.includes(cell.replace(/\s+/g, ' ').trim())) wrong.push(`${row.system_id}: “${cell}” is not on the page: ${printed}`);
            }
            expect(wrong.slice(0, 3), where).toEqual([]);
          }
      });
      expect(compared).toBeGreaterThan(position === 0 ? 15_000 : 1_500);
    },
    300_000,
  );
});
