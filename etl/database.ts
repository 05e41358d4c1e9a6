import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, type DuckDBValue } from 'duckdb';
import { type Row, type TableName, tables } from '../data/tables.ts';
import { Refusal } from './refusal.ts';

/** Rows in one of DuckDB's vectors. */
const chunkRows = 2048;

type Cell = string | number | null;

export type Params = Record<string, DuckDBValue>;

/** A DuckDB database under construction. One connection; statements run in turn. */
export class Database {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  /** Opens a database in memory; what does not fit spills to `temporary`. No extension is ever fetched. */
  static async open(temporary: string): Promise<Database> {
    const instance = await DuckDBInstance.create(':memory:', {
      temp_directory: temporary,
      memory_limit: '4GB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      preserve_insertion_order: 'true',
    });
    return new Database(instance, await instance.connect());
  }

  async run(sql: string, params: Params = {}): Promise<void> {
    await this.connection.run(sql, params);
  }

  /** All rows of a query, as plain objects. Cast counts in SQL: a bigint is refused. */
  async readAll<T>(sql: string, params: Params = {}): Promise<T[]> {
    const reader = await this.connection.runAndReadAll(sql, params);
    const rows = reader.getRowObjects();
    for (const value of Object.values(rows[0] ?? {})) {
      if (typeof value === 'bigint') throw new Error(`cast to double or integer in SQL: ${sql.slice(0, 80)}`);
    }
    return rows as T[];
  }

  /** Appends rows of a release table, given as objects. */
  async appendRows<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void> {
    const columns = Object.keys(tables[table].columns) as (keyof Row<T>)[];
    await this.appendColumns(table, rows.length, (column, start, end) => {
      const name = columns[column] as keyof Row<T>;
      const cells = new Array<Cell>(end - start);
      for (let row = start; row < end; row += 1) cells[row - start] = rows[row]?.[name] as Cell;
      return cells;
    });
  }

  /** Appends rows given as arrays in the order of the table's columns. */
  async append(table: string, rows: readonly (readonly Cell[])[]): Promise<void> {
    await this.appendColumns(table, rows.length, (column, start, end) => rows.slice(start, end).map((row) => row[column] ?? null));
  }

  /** In chunks of columns, which is several times faster than value by value. */
  private async appendColumns(table: string, rows: number, column: (index: number, start: number, end: number) => Cell[]): Promise<void> {
    const appender = await this.connection.createAppender(table);
    const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index));
    for (let start = 0; start < rows; start += chunkRows) {
      const end = Math.min(start + chunkRows, rows);
      const chunk = DuckDBDataChunk.create(types, end - start);
      chunk.setColumns(types.map((_, index) => column(index, start, end)));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** A string literal for the few places of SQL that take no parameter, such as file names. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What DuckDB says of a file that it cannot read, as a refusal that names the file. */
export function refusedBy(file: string, error: unknown): Refusal {
  const message = (error as Error).message.split('\n')[0];
  return new Refusal(`${file}: ${message}`);
}
