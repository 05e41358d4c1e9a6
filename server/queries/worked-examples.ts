import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const exampleQuery = defineQuery({
  columns: { topic: 'text', title: 'text', markdown: 'text' },
  sql: 'select topic, title, markdown from worked_example where topic = $topic order by position',
});

export type WorkedExample = RowOf<typeof exampleQuery.columns>;

/** Examples of one topic of the methods, computed when the release was built. */
export const selectWorkedExamples = (warehouse: Warehouse, topic: string): Promise<WorkedExample[]> => warehouse.readAll(exampleQuery, { topic });
