import { type DataType, Field, Float64, Int32, makeBuilder, makeData, RecordBatch, Schema, Struct, Table, tableToIPC, Utf8 } from 'apache-arrow';
import type { Columns, ColumnType, DataRow } from '../columns.ts';

const typeFor = (type: ColumnType): DataType => (type.startsWith('text') ? new Utf8() : type.startsWith('integer') ? new Int32() : new Float64());

/** Rows as an Arrow IPC stream; `meta` travels as JSON in the schema's metadata. */
export function toArrow(columns: Columns, rows: readonly DataRow[], meta: object): Uint8Array {
  const fields = Object.entries(columns).map(([name, type]) => Field.new(name, typeFor(type), type.endsWith('?')));
  const children = fields.map((field) => {
    const builder = makeBuilder({ type: field.type, nullValues: [null] });
    for (const row of rows) builder.append(row[field.name] ?? null);
    return builder.finish().flush();
  });
  const schema = new Schema(fields, new Map([['meta', JSON.stringify(meta)]]));
  const data = makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream');
}
