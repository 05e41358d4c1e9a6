import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const otherNameQuery = defineQuery({
  columns: { area_id: 'text', kind: 'text', name: 'text' },
  sql: 'select area_id, kind, name from area_name order by area_id, kind, name',
});

export type OtherNameRow = RowOf<typeof otherNameQuery.columns>;

/** Other names by which people may know an area: constituencies, towns, practices that stand in it; and practices near it, which no area is found by. */
export function selectOtherAreaNames(warehouse: Warehouse): Promise<OtherNameRow[]> {
  return warehouse.readAll(otherNameQuery);
}
