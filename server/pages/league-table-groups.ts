import { marketTypes } from '../../data/markets.ts';
import { marketCell } from '../formats/cells.ts';
import { lacksCounts } from '../formats/league-words.ts';
import { interval, number, percentageOrBlank } from '../formats/numbers.ts';
import type { MarketGroup } from '../queries/league-table.ts';
import type { LoadedTable } from './league-table-view.ts';

/** What may be known of the people of a group, and how it is printed. */
const characteristics: readonly { title: string; decimals: number; of: (group: MarketGroup) => number | null }[] = [
  { title: 'Aged 75 and over', decimals: 1, of: (group) => group.share_75_plus },
  { title: 'Aged 65 and over', decimals: 1, of: (group) => group.share_65_plus },
  { title: 'In rural areas', decimals: 0, of: (group) => group.share_rural },
  { title: 'In the most deprived fifth', decimals: 0, of: (group) => group.share_most_deprived },
];

/** The systems of each market type taken together; null where values have no counts to be added up, or systems no market type. */
export function groupsView({ groups, measure }: LoadedTable): object | null {
  const { declaration } = measure;
  const present = marketTypes.flatMap((type) => groups.find(({ market_type }) => market_type === type) ?? []);
  if (present.length === 0 || lacksCounts(declaration)) return null;
  // Share over 65 only where that over 75 is not known: one column says how old the people are.
  const columns = characteristics.filter(({ of }, place) => present.some((group) => of(group) !== null) && !(place === 1 && hasOldest(present)));
  return {
    columns: columns.map(({ title }) => title),
    rows: present.map((group) => ({
      market: marketCell(group.market_type),
      systems: number(group.systems),
      withValue: number(group.with_value),
      pooled: group.value === null ? 'no value' : number(group.value, declaration.decimals),
      interval: interval(group.lower, group.upper, declaration.decimals),
      shares: columns.map(({ of, decimals }) => percentageOrBlank(of(group), decimals)),
    })),
  };
}

const hasOldest = (groups: readonly MarketGroup[]): boolean => groups.some(({ share_75_plus }) => share_75_plus !== null);
