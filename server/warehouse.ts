import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, DuckDBTypeId } from 'duckdb';
import type { Columns, Query, RowOf } from './columns.ts';

export type Parameters = Readonly<Record<string, string | number>>;

/** One release's tables, open for reading only. */
export interface Warehouse {
  /** All rows of a question; values are bound, never concatenated. */
  readAll<C extends Columns>(query: Query<C>, parameters?: Parameters): Promise<RowOf<C>[]>;
  closeSync(): void;
}

/** A question took longer than its deadline and was stopped. */
export class DeadlineError extends Error {}

/** Queries run on libuv's pool of four: more than two at once would starve files and compression. */
const connectionCount = 2;
const defaultDeadlineMilliseconds = 5_000;

const locked = {
  access_mode: 'READ_ONLY',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // One thread: small questions are quicker, and sums of floats come out the same every time.
  threads: '1',
  memory_limit: '1GB',
  enable_external_access: 'false',
  lock_configuration: 'true',
};

interface Lane {
  connection: DuckDBConnection;
  prepared: Map<string, DuckDBPreparedStatement>;
}

/** Opens a warehouse read-only, with files and network out of reach and the configuration locked. */
export async function openWarehouse(
  file: string,
  { deadlineMilliseconds = defaultDeadlineMilliseconds }: { deadlineMilliseconds?: number } = {},
): Promise<Warehouse> {
  const instance = await DuckDBInstance.create(file, locked);
  const lanes: Lane[] = [];
  for (let i = 0; i < connectionCount; i++) lanes.push({ connection: await instance.connect(), prepared: new Map() });
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];

  const take = (): Promise<Lane> => {
    const lane = free.pop();
    return lane === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(lane);
  };
  const giveBack = (lane: Lane): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(lane);
    else next(lane);
  };

  return {
    async readAll(query, parameters = {}) {
      const lane = await take();
      try {
        return await readRows(lane, query, parameters, deadlineMilliseconds);
      } finally {
        giveBack(lane);
      }
    },
    closeSync() {
      for (const { connection } of lanes) connection.closeSync();
      instance.closeSync();
    },
  };
}

async function readRows<C extends Columns>(lane: Lane, query: Query<C>, parameters: Parameters, deadlineMilliseconds: number): Promise<RowOf<C>[]> {
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    lane.connection.interrupt();
  }, deadlineMilliseconds);
  try {
    const statement = await preparedFor(lane, query.sql);
    statement.bind({ ...parameters });
    const reader = await statement.runAndReadAll();
    refuseOtherShape(query, reader.columnNames(), (i) => reader.columnTypeId(i));
    return reader.getRowObjectsJS() as RowOf<C>[];
  } catch (error) {
    throw late ? new DeadlineError(`query took longer than ${deadlineMilliseconds} ms`) : error;
  } finally {
    clearTimeout(deadline);
  }
}

async function preparedFor(lane: Lane, sql: string): Promise<DuckDBPreparedStatement> {
  const known = lane.prepared.get(sql);
  if (known !== undefined) return known;
  const statement = await lane.connection.prepare(sql);
  lane.prepared.set(sql, statement);
  return statement;
}

const textTypes = new Set([DuckDBTypeId.VARCHAR]);
const numberTypes = new Set([DuckDBTypeId.DOUBLE, DuckDBTypeId.INTEGER]);

/** Refuses columns other than those declared, and types that would reach a page as a bigint or a Date. */
function refuseOtherShape(query: Query<Columns>, names: string[], typeAt: (index: number) => DuckDBTypeId): void {
  const declared = Object.entries(query.columns);
  if (names.join() !== declared.map(([name]) => name).join()) throw new Error(`columns differ from those declared: ${names.join()}`);
  declared.forEach(([name, type], index) => {
    const accepted = type.startsWith('text') ? textTypes : numberTypes;
    if (!accepted.has(typeAt(index))) throw new Error(`cast column ${name} to ${type}: found type ${DuckDBTypeId[typeAt(index)]}`);
  });
}
