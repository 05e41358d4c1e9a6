import { at, type NumbersIn } from '../../stats/column.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { simultaneousRankSets } from '../../stats/rank-confidence-sets.ts';
import { drawErrors, type ErrorDraws } from '../../stats/studentised-differences.ts';
import { tieBands, toldApart } from '../../stats/tie-bands.ts';
import { fewestSystems, hasValue, type LeagueTable } from './table.ts';

/** Rank set and tie band of one system. */
export interface Ranking {
  rank_low: number | null;
  rank_high: number | null;
  ranked_of: number | null;
  tie_band: number | null;
}

export interface TableRanks {
  rows: readonly Ranking[];
  criticalValue: number | null;
  tieBands: number | null;
  /** Why there are none. */
  reason: string | null;
}

export const noRanking: Ranking = { rank_low: null, rank_high: null, ranked_of: null, tie_band: null };

/** An estimate with its 95% limits, in any unit; null where a system has none. */
export type Limited = { value: number; lower: number; upper: number } | null;

const deviate = normalDeviate(0.95);

/** Standard error read back from the printed 95% limits, so that a reader of the table can do the same. */
export const errorOf = ({ lower, upper }: { lower: number; upper: number }): number => (upper - lower) / (2 * deviate);

const seed = 1985;
const draws = 1000;
const drawn = new Map<number, ErrorDraws>();

/** The same draws for all tables with so many systems: made once. */
function errorsFor(units: number): ErrorDraws {
  const known = drawn.get(units) ?? drawErrors(units, draws, xoshiro128(seed));
  drawn.set(units, known);
  return known;
}

/** Why a table must not be ranked, whatever its values; null when it may be. */
export function whyUnranked({ measure, observations }: LeagueTable): string | null {
  if (!measure.rankable) return `Not ranked. ${measure.rankableReason}`;
  if (measure.polarity === 'no-judgement') return 'Not ranked: neither higher nor lower is taken as better.';
  const systems = observations.filter(hasValue).length;
  if (systems < fewestSystems) return `Not ranked: fewer than ${fewestSystems} systems have a value.`;
  return null;
}

/** Simultaneous rank sets and tie bands of one estimate a row; rank 1 is the better end. */
export function rankRows(table: LeagueTable, estimates: readonly Limited[]): TableRanks {
  const none = estimates.map(() => noRanking);
  const reason = whyUnranked(table);
  if (reason !== null) return { rows: none, criticalValue: null, tieBands: null, reason };
  const estimate: NumbersIn = estimates.map((one) => one?.value ?? null);
  const standardError: NumbersIn = estimates.map((one) => (one === null ? null : errorOf(one)));
  const known = estimates.filter((one) => one !== null);
  if (known.length < fewestSystems) return { rows: none, criticalValue: null, tieBands: null, reason: 'Not ranked: too few systems can be compared.' };
  if (known.some((one) => errorOf(one) <= 0)) return { rows: none, criticalValue: null, tieBands: null, reason: 'Not ranked: the values have no variance.' };
  const rankOne = table.measure.polarity === 'lower-is-better' ? 'smallest' : 'largest';
  const sets = simultaneousRankSets({ estimate, standardError }, { errors: errorsFor(known.length), rankOne });
  const criticalValue = sets.criticalValue ?? 0;
  const ties = tieBands({ estimate, standardError }, criticalValue, rankOne);
  const rows = estimates.map((one, place) =>
    one === null ? noRanking : { rank_low: at(sets.lower, place), rank_high: at(sets.upper, place), ranked_of: known.length, tie_band: at(ties.band, place) },
  );
  return { rows, criticalValue, tieBands: ties.bands, reason: null };
}

/** Rank set of each system among itself and its peers, from the pairs that the whole table tells apart; no tie bands. */
export function rankAmongPeers(table: LeagueTable, nearest: readonly Int32Array[], criticalValue: number | null): Ranking[] {
  const sign = table.measure.polarity === 'lower-is-better' ? 1 : -1;
  return table.observations.map((own, place) => {
    if (criticalValue === null || !hasValue(own)) return noRanking;
    const members = [...(nearest[place] ?? [])].map((peer) => table.observations[peer]).filter(hasValue);
    const apart = members.filter((peer) =>
      toldApart({ estimate: own.value, standardError: errorOf(own) }, { estimate: peer.value, standardError: errorOf(peer) }, criticalValue),
    );
    const better = apart.filter((peer) => sign * (peer.value - own.value) < 0).length;
    const of = members.length + 1;
    return { rank_low: 1 + better, rank_high: of - (apart.length - better), ranked_of: of, tie_band: null };
  });
}
