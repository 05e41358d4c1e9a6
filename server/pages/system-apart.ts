import { yardstickById } from '../../data/yardsticks.ts';
import { address } from '../filters.ts';
import { number } from '../formats/numbers.ts';
import { noValueWords } from '../formats/words.ts';
import type { EditionContext } from '../page.ts';
import type { League, LeagueRow } from '../queries/league-table.ts';
import type { Alike } from '../queries/system-analysis.ts';

export interface ApartView {
  /** `cannot be told apart from 24 of 41 others`; null where it is not ranked. */
  summary: string | null;
  /** Why there is no list. */
  reason: string | null;
  systems: { name: string; id: string; href: string }[];
  /** How many of them are listed; null where all are. */
  cut: string | null;
}

/** More names than this are no list to read. */
const mostNamed = 200;

/** Why one row has no place among the others: its table's reason, or that it has no value. */
function reasonOf(row: LeagueRow | undefined, league: League | null, yardstick: string): string {
  if (row === undefined) return 'It has no figures.';
  if (row.value === null) return `It has no value: ${noValueWords(row.status)}.`;
  if (league?.reason != null) return league.reason;
  return yardstickById.get(yardstick)?.ranks === 'none' ? 'This yardstick gives no ranks.' : 'It is not ranked in this period.';
}

/** Whom a system cannot be told apart from in the latest period, as a list that folds away. */
export function apartView(
  context: EditionContext,
  about: { alike: Alike | null; row: LeagueRow | undefined; league: League | null; measure: string; query: { yardstick: string; definition: string } },
): ApartView {
  const { alike, row, league, measure, query } = about;
  if (alike === null) return { summary: null, reason: reasonOf(row, league, query.yardstick), systems: [], cut: null };
  const among = yardstickById.get(query.yardstick)?.ranks === 'peers' ? 'peers' : 'others';
  return {
    summary: `cannot be told apart from ${number(alike.alike.length)} of ${number(alike.others)} ${among}`,
    reason: null,
    cut: alike.alike.length > mostNamed ? `The first ${number(mostNamed)} of ${number(alike.alike.length)}, by name.` : null,
    systems: alike.alike.slice(0, mostNamed).map(({ system_id, short_name }) => ({
      name: short_name,
      id: system_id,
      href: address(`/${context.edition.id}/systems/${system_id}/measures/${measure}`, { yardstick: query.yardstick, definition: query.definition }),
    })),
  };
}
