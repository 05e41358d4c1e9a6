import type { Row } from '../../../data/tables.ts';
import type { Database } from '../../database.ts';
import { comparisonExamples } from './comparisons.ts';
import type { Example } from './example.ts';
import { leagueTableExamples } from './league-tables.ts';
import { rateExamples } from './rates.ts';

/** Worked examples of the methods, computed by the same functions that made the tables, as rows of the release. Their data are England’s. */
export async function workedExamples(database: Database, edition: string): Promise<Row<'worked_example'>[]> {
  if (edition !== 'england') return [];
  const examples: Example[] = [...(await leagueTableExamples(database)), ...rateExamples(), ...(await comparisonExamples(database))];
  const positions = new Map<string, number>();
  return examples.map(({ topic, title, text }) => {
    const position = positions.get(topic) ?? 0;
    positions.set(topic, position + 1);
    return { topic, position, title, markdown: text };
  });
}
