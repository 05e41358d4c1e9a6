import { listed } from './comparison-words.ts';
import { ordinal, rankWords } from './league-words.ts';
import { counted, number, percentage } from './numbers.ts';
import { noValueWords } from './words.ts';

/** What an order under a reader's weights says in words: the same for every format. */

interface Placed {
  short_name: string;
  rank_under_weights: number | null;
  rank_low: number | null;
  rank_high: number | null;
  ranked_of: number;
  rank_low_redrawn: number | null;
  rank_high_redrawn: number | null;
  share_first: number | null;
  share_first_redrawn: number | null;
}

/** Why a system is not ranked: `no value on Bed days: missing`. */
export const lackingWords = (lacking: readonly { title: string; status: string | null }[]): string =>
  `no value on ${lacking.map(({ title, status }) => `${title}: ${status === null ? 'no figures in this period' : noValueWords(status)}`).join('; ')}`;

/** `1st`. */
export const placeWords = ({ rank_under_weights }: Placed): string => (rank_under_weights === null ? '' : ordinal(rank_under_weights));

/** The same when values are drawn anew within their uncertainty as well. */
export const redrawnRangeWords = ({ rank_low_redrawn, rank_high_redrawn, ranked_of }: Placed): string =>
  rankWords({ rank_low: rank_low_redrawn, rank_high: rank_high_redrawn, ranked_of, yardstick_id: 'others' });

/** `1st to 9th of 42`: where the middle 90% of random weightings put the system. */
export const rangeWords = ({ rank_low, rank_high, ranked_of }: Placed): string => rankWords({ rank_low, rank_high, ranked_of, yardstick_id: 'others' });

/** A share of weightings: `12.3%`, or `never` and `always` where it was none or all of them. */
export function shareWords(share: number | null): string {
  if (share === null) return '';
  if (share === 0) return 'never';
  return share === 1 ? 'always' : percentage(share, 1);
}

/** How much of the first place hangs on the weights. Null where nobody is ranked. */
export function leaderWords(rows: readonly Placed[], { measures, draws }: { measures: number; draws: number }): string | null {
  const leaders = rows.filter((row) => row.rank_under_weights === 1);
  const [leader] = leaders;
  if (leader === undefined) return null;
  if (leaders.length > 1) return `${listed(leaders.map(({ short_name }) => short_name))} share the first place under your weights.`;
  const first = `The system that comes first under your weights, ${leader.short_name}, comes first in`;
  if (measures === 1) return `With one measure there are no weights to vary: ${leader.short_name} comes first on it, and values alone make the order.`;
  const others = rows.filter((row) => row !== leader && (row.share_first ?? 0) > 0).length;
  const changes = others === 0 ? 'No other system does.' : `${counted(others, 'other system comes', 'other systems come')} first in the rest.`;
  return `${first} ${percentage(leader.share_first ?? 0)} of ${number(draws)} random weightings. ${changes}`;
}

/** How often the first comes first when values are drawn anew within their uncertainty too. */
export function redrawnWords(rows: readonly Placed[]): string | null {
  const leader = rows.find((row) => row.rank_under_weights === 1);
  if (leader === undefined || leader.share_first_redrawn === null) return null;
  const others = rows.filter((row) => row !== leader && (row.share_first_redrawn ?? 0) > 0).length;
  const rest = others === 0 ? '' : `, and ${counted(others, 'other system', 'other systems')} at least once`;
  return `When each value is drawn anew within its uncertainty as well, ${leader.short_name} comes first in ${percentage(leader.share_first_redrawn)}${rest}.`;
}
