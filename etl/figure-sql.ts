import type { Count } from '../data/measure.ts';
import { literal } from './database.ts';

/**
 * The SQL that sums a numerator or denominator over the units of `unit_figure`: printed on the measure's
 * page, and run against the build by a test, so that what is printed is what was done.
 */
export function figureSql(count: Count): string {
  if (count.figures.length === 0) return '-- none: the value is published without it';
  const figures = count.figures.map(({ source, topic, item }) => `(${[source, topic ?? '', item].map(literal).join(', ')})`);
  return `select period, level, system_id, sum(value) as value
from unit_figure
where (source_id, topic, item) in (${figures.join(', ')})
group by period, level, system_id`;
}
