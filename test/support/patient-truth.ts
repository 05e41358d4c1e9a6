import { editionById } from '../../data/editions.ts';
import { topics } from '../../data/topics.ts';
import { defaultYardstick } from '../../data/yardsticks.ts';
import { defineQuery } from '../../server/columns.ts';
import { type LeagueRow, selectLeagueTable } from '../../server/queries/league-table.ts';
import type { Release } from '../../server/release-files.ts';
import { type Figure, figuresOf, promised } from './patient-facts.ts';

const exposureQuery = defineQuery({
  columns: { systems: 'integer', competitive: 'integer' },
  sql: `select count(*)::integer as systems, (count(*) filter (share_monopoly <= 0.25 and market_type = 'competitive'))::integer as competitive
    from system_market where level = 'contract' and definition = 'offers-2022'`,
});

/** What a release says of the systems of the levels that patients are shown. */
export interface Truth {
  edition: string;
  /** The latest figures, by `level system measure`. */
  figures: ReadonlyMap<string, Figure>;
  /** By level: every measure that is shown of it, with the figure of any system. */
  shown: ReadonlyMap<string, ReadonlyMap<string, Figure>>;
  /** Rows of the league tables, by `against level system measure`. */
  league: ReadonlyMap<string, LeagueRow>;
  exposure: { systems: number; competitive: number };
}

export type Against = 'others' | 'choice';

/** Reads the figures by SQL, and the rows of the same league tables as a reader of the tables gets them. */
export async function truthOf(release: Release): Promise<Truth> {
  const edition = release.edition.id;
  const groups = promised[edition] ?? [];
  const measures = topics.flatMap((topic) => topic.measures);
  const figures = await figuresOf(
    release.warehouse,
    groups.map(({ level }) => level),
    measures,
  );
  const league = new Map<string, LeagueRow>();
  const tables = new Map([...figures.values()].map((one) => [`${one.level} ${one.measure_id}`, one]));
  for (const { level, measure_id: measure, period } of tables.values()) {
    const declaration = release.catalogue.measures.get(measure)?.declaration;
    const elsewhere = groups.find((group) => group.level === level)?.elsewhere ?? null;
    if (declaration === undefined) throw new Error(`no measure ${measure}`);
    const read = async (against: Against, yardstick: string, definition: string): Promise<void> => {
      const question = { measure, level, period, yardstick, definition, market: 'all', release: release.id };
      const rows = await selectLeagueTable(release.warehouse, question, { sort: 'name', declaration });
      for (const row of rows) league.set(`${against} ${level} ${row.system_id} ${measure}`, row);
    };
    await read('others', defaultYardstick, editionById.get(edition)?.defaultDefinition ?? '');
    if (elsewhere !== null) await read('choice', 'competitive-others', elsewhere);
  }
  const [exposure] = edition === 'usa' ? await release.warehouse.readAll(exposureQuery) : [];
  const shown = new Map(
    groups.map(({ level }) => [level, new Map([...tables.values()].filter((one) => one.level === level).map((one) => [one.measure_id, one]))]),
  );
  return { edition, figures, shown, league, exposure: exposure ?? { systems: 0, competitive: 0 } };
}

const words: Readonly<Record<string, string>> = { 'far-better': 'better', better: 'better', similar: 'same', worse: 'worse', 'far-worse': 'worse' };

/** The word of a row of a league table. */
export const bandOf = ({ league }: Truth, against: Against, at: { level: string; system: string; measure: string }): string =>
  words[league.get(`${against} ${at.level} ${at.system} ${at.measure}`)?.outlook ?? ''] ?? 'unknown';

export const figureAt = ({ figures }: Truth, at: { level: string; system: string; measure: string }): Figure | undefined =>
  figures.get(`${at.level} ${at.system} ${at.measure}`);

/** Measures of a topic at a level, in their order. */
export const measuresOf = ({ shown }: Truth, level: string, topic: string): string[] =>
  (topics.find(({ id }) => id === topic)?.measures ?? []).filter((measure) => shown.get(level)?.has(measure));

/** A measure as it is shown of a level: its titles and its period. */
export const measureAt = ({ shown }: Truth, level: string, measure: string): Figure | undefined => shown.get(level)?.get(measure);

/** Topics with a measure at a level, in their order. */
export const topicsOf = (truth: Truth, level: string): string[] => topics.map(({ id }) => id).filter((id) => measuresOf(truth, level, id).length > 0);
