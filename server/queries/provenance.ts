import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const sourceQuery = defineQuery({
  columns: { source_id: 'text', title: 'text', publisher: 'text', licence: 'text', attribution: 'text', periods: 'text', note: 'text' },
  sql: 'select source_id, title, publisher, licence, attribution, periods, note from source order by source_id',
});

export type SourceRow = RowOf<typeof sourceQuery.columns>;

export function selectSources(warehouse: Warehouse): Promise<SourceRow[]> {
  return warehouse.readAll(sourceQuery);
}

export const accountingColumns = {
  source_id: 'text',
  file: 'text',
  sha256: 'text',
  rows_read: 'integer',
  rows_kept: 'integer',
  rows_rejected: 'integer',
  rows_not_data: 'integer',
  values_kept: 'integer',
  not_data_reasons: 'text',
} as const;

const accountingQuery = defineQuery({
  columns: accountingColumns,
  sql: `select source_id, file, sha256, rows_read, rows_kept, rows_rejected, rows_not_data, values_kept, not_data_reasons
    from accounting order by source_id, file`,
});

export type AccountingRow = RowOf<typeof accountingColumns>;

/** Published files and what became of every row of them. */
export function selectAccounting(warehouse: Warehouse): Promise<AccountingRow[]> {
  return warehouse.readAll(accountingQuery);
}

const checkQuery = defineQuery({
  columns: { check_id: 'text', rows_found: 'integer' },
  sql: 'select check_id, rows_found from check_result order by check_id',
});

export type CheckRow = RowOf<typeof checkQuery.columns>;

export function selectChecks(warehouse: Warehouse): Promise<CheckRow[]> {
  return warehouse.readAll(checkQuery);
}

const rejectQuery = defineQuery({
  columns: { source_id: 'text', file: 'text', sheet: 'text?', row_number: 'integer', reason: 'text' },
  sql: 'select source_id, file, sheet, row_number, reason from reject order by source_id, file, sheet, row_number limit 500',
});

export type RejectRow = RowOf<typeof rejectQuery.columns>;

/** Rows that could not be read; the first 500. */
export function selectRejects(warehouse: Warehouse): Promise<RejectRow[]> {
  return warehouse.readAll(rejectQuery);
}
