import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const valueErrorQuery = defineQuery({
  columns: {
    size_group: 'text',
    enrolled_from: 'number?',
    enrolled_below: 'number?',
    systems: 'integer',
    value_error: 'number',
    error_lower: 'number',
    error_upper: 'number',
    taken_from: 'text',
    changes: 'integer',
    year_pairs: 'integer',
    repeated_pairs: 'integer',
    held_out_coverage: 'number?',
    held_out_changes: 'integer',
  },
  sql: `select size_group, enrolled_from, enrolled_below, systems, value_error, error_lower, error_upper, taken_from, changes, year_pairs, repeated_pairs,
      held_out_coverage, held_out_changes
    from value_error
    where measure_id = $measure and level = $level
    order by case size_group when 'small' then 1 when 'middle' then 2 when 'large' then 3 else 4 end`,
});

export type ValueErrorRow = RowOf<typeof valueErrorQuery.columns>;

/** Errors of a measure's published values by group of size, smallest systems first; none where they are not measured. */
export const selectValueErrors = (warehouse: Warehouse, { measure, level }: { measure: string; level: string }): Promise<ValueErrorRow[]> =>
  warehouse.readAll(valueErrorQuery, { measure, level });
