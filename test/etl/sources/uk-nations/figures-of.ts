import type { TableOut } from '../../../../etl/source.ts';

/** Looks figures up as `value status`, by `period unit topic item`. */
export function figuresBy(table: TableOut | undefined): Map<string, string> {
  return new Map((table?.rows ?? []).map(([period, unit, topic, item, value, status]) => [`${period} ${unit} ${topic} ${item}`, `${value} ${status}`]));
}

/** Numbers of figures by status. */
export function statusesOf(table: TableOut | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of table?.rows ?? []) counts[String(row[5])] = (counts[String(row[5])] ?? 0) + 1;
  return counts;
}
