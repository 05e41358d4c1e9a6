import type { Measure } from '../../data/measure.ts';
import { at } from '../../stats/column.ts';
import { type PairwiseDifferences, pairwiseDifferences, verdictOf } from '../../stats/pairwise-differences.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import { comparisonWords, labelAt } from '../formats/comparison-words.ts';
import { withWords } from '../formats/league-words.ts';
import type { Warehouse } from '../warehouse.ts';
import { type LeagueRow, leagueColumns, leagueSelect, publishedLeagueColumns } from './league-table.ts';
import { latestPeriods } from './system-measures.ts';

const comparisonColumns = {
  /** Letter of the system in `comparison_words`. */
  label: 'text',
  /** Ids of the chosen systems from which this one can be told apart, separated by spaces. */
  told_apart_from: 'text',
  /** Of all the chosen systems on this measure: the same in each of their rows. */
  comparison_words: 'text',
} as const;

/** Columns of a comparison: those of a league table, and what is said of each system against the others chosen. */
export const compareColumns = { ...publishedLeagueColumns, ...comparisonColumns };

export type ComparedRow = LeagueRow & RowOf<typeof comparisonColumns>;

/** Two of the chosen systems on one measure: the first less the second. */
export interface SystemPair {
  measure_id: string;
  system_id: string;
  other_id: string;
  difference: number;
  /** 95% limits of this difference alone. */
  lower: number;
  upper: number;
  p_value: number | null;
  /** After Holm over the pairs of the measure. */
  p_adjusted: number | null;
}

/** One measure of the chosen systems, in the order in which they were chosen. */
export interface ComparedMeasure {
  declaration: Measure;
  rows: readonly ComparedRow[];
  pairs: readonly SystemPair[];
}

export interface CompareQuestion {
  /** Of one level. */
  systems: readonly string[];
  level: string;
  definition: string;
  yardstick: string;
  release: string;
}

const chosenQuery = defineQuery({
  columns: leagueColumns,
  sql: `with ${latestPeriods}
    ${leagueSelect}
    join latest t on t.measure_id = o.measure_id and t.period = o.period
    join measure d on d.measure_id = o.measure_id
    where o.level = $level and list_contains(string_split($systems, ','), o.system_id)
    order by d.position, list_position(string_split($systems, ','), o.system_id)`,
});

/** The latest figures of the chosen systems, measure by measure in the order of the registry, and which of them can be told apart. */
export async function selectComparison(
  warehouse: Warehouse,
  { systems, level, definition, yardstick, release }: CompareQuestion,
  measures: readonly Measure[],
): Promise<ComparedMeasure[]> {
  const stored = await warehouse.readAll(chosenQuery, { systems: systems.join(','), level, definition, yardstick, release });
  return measures.flatMap((declaration) => {
    const rows = stored.filter((row) => row.measure_id === declaration.id).map((row) => withWords(row, declaration));
    return rows.length === 0 ? [] : [compareRows(rows, declaration, systems)];
  });
}

/** Tests every pair of a measure's rows; measures without ranks have values that must not be set against each other. */
function compareRows(rows: readonly LeagueRow[], declaration: Measure, systems: readonly string[]): ComparedMeasure {
  const table = pairwiseDifferences({
    value: rows.map(({ value }) => value),
    lower: rows.map(({ lower }) => lower),
    upper: rows.map(({ upper }) => upper),
  });
  const labels = rows.map(({ system_id }) => labelAt(systems.indexOf(system_id)));
  const known = rows.map(({ value }) => value !== null);
  const tested = declaration.rankable && declaration.statistic !== 'published';
  const verdict = (i: number, j: number) => (tested ? verdictOf(table, i, j) : null);
  const words = comparisonWords({ labels, known, verdict }, declaration);
  return {
    declaration,
    pairs: tested ? pairsOf(rows, table) : [],
    rows: rows.map((row, i) => ({
      ...row,
      label: labels[i] ?? '',
      told_apart_from: rows
        .filter((_, j) => (verdict(i, j) ?? 0) !== 0)
        .map(({ system_id }) => system_id)
        .join(' '),
      comparison_words: words,
    })),
  };
}

function pairsOf(rows: readonly LeagueRow[], table: PairwiseDifferences): SystemPair[] {
  return rows.flatMap((row, i) =>
    rows.flatMap((other, j) => {
      const place = i * table.units + j;
      const [difference, lower, upper] = [at(table.difference, place), at(table.lower, place), at(table.upper, place)];
      if (j <= i || difference === null || lower === null || upper === null) return [];
      const tested = { p_value: at(table.probability, place), p_adjusted: at(table.adjusted, place) };
      return [{ measure_id: row.measure_id, system_id: row.system_id, other_id: other.system_id, difference, lower, upper, ...tested }];
    }),
  );
}
