/**
 * Shapes of rows: named once, beside the SQL that makes them, and the same for page, JSON, CSV and Arrow.
 * A `?` allows null.
 */
export type ColumnType = 'text' | 'text?' | 'number' | 'number?' | 'integer' | 'integer?';
export type Columns = Readonly<Record<string, ColumnType>>;

type ValueOf<T extends ColumnType> = T extends 'text' ? string : T extends 'text?' ? string | null : T extends 'number' | 'integer' ? number : number | null;

/** A row with these columns. */
export type RowOf<C extends Columns> = { -readonly [K in keyof C]: ValueOf<C[K]> };

/** Any row that can be sent: its columns are known beside it. */
export type DataRow = Readonly<Record<string, string | number | null>>;

/** A question to the warehouse: SQL with `$named` parameters and the shape of its answer. */
export interface Query<C extends Columns> {
  columns: C;
  sql: string;
}

/** Declares a query; exists so that the shape is inferred where it is written. */
export const defineQuery = <const C extends Columns>(query: Query<C>): Query<C> => query;
