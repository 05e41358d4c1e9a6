import type { Measure } from '../../data/measure.ts';
import { counted, interval, number, percentage } from '../formats/numbers.ts';
import type { ValueErrorRow } from '../queries/value-errors.ts';

/** Which systems a group of size holds, in words. */
export function groupTitle({ size_group, enrolled_from, enrolled_below }: Pick<ValueErrorRow, 'size_group' | 'enrolled_from' | 'enrolled_below'>): string {
  const [from, below] = [Math.ceil(enrolled_from ?? 0), Math.ceil(enrolled_below ?? 0)];
  if (size_group === 'small') return `Fewer than ${number(below)} people enrolled`;
  if (size_group === 'middle') return `${number(from)} to ${number(below - 1)} people enrolled`;
  if (size_group === 'large') return `${number(from)} people enrolled or more`;
  return size_group === 'unknown' ? 'People enrolled not known: the widest error' : 'All systems';
}

/** How far a value may be off, by size of the system, and what years held out say of it. Null where it is not measured. */
export function valueErrorView(errors: readonly ValueErrorRow[], { decimals, shortUnit }: Measure): object | null {
  const [first] = errors;
  if (first === undefined) return null;
  const places = decimals + 1;
  return {
    shortUnit,
    pairs: counted(first.year_pairs, 'pair of years', 'pairs of years'),
    repeated: first.repeated_pairs === 0 ? null : counted(first.repeated_pairs, 'pair is', 'pairs are'),
    rows: errors.map((row) => ({
      title: groupTitle(row),
      systems: number(row.systems),
      error: number(row.value_error, places),
      interval: interval(row.error_lower, row.error_upper, places),
      changes: number(row.changes),
      coverage: row.held_out_coverage === null ? 'not tested: one pair of years' : percentage(row.held_out_coverage),
    })),
  };
}
