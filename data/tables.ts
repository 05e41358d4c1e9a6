/**
 * The tables of a release: the one place where `etl/` and `server/` meet.
 * `etl/` creates them from here, `server/` reads them, `/releases/{release}/data` documents them.
 * A column reads `name: [DuckDB type, what it holds]`; `?` after the type allows null.
 */

export interface TableShape {
  /** What one row is. */
  row: string;
  columns: Record<string, readonly [type: string, doc: string]>;
}

/** Bump when a table or column changes meaning: a server refuses releases of another schema. */
export const schemaVersion = 1;

export const tables = {
  level: {
    row: 'one level of system',
    columns: {
      level: ['varchar', 'identifier: icb, sub-icb'],
      title: ['varchar', 'one unit in words'],
      plural: ['varchar', 'several units in words'],
      position: ['integer', 'order in lists; the first is the default'],
    },
  },
  system: {
    row: 'one system (integrated care board or sub-ICB location)',
    columns: {
      system_id: ['varchar', 'publisher’s own code (ODS)'],
      level: ['varchar', 'kind of unit'],
      name: ['varchar', 'official name'],
      short_name: ['varchar', 'name for tables and charts'],
      parent_id: ['varchar?', 'ICB of a sub-ICB location'],
      ons_code: ['varchar', 'ONS geography code'],
      integration_type: ['varchar', 'vertical, virtual or unknown'],
      population: ['integer', 'residents, mid-2020'],
      areas: ['integer', 'MSOAs in which residents live'],
      share_75_plus: ['double', 'share of residents aged 75 and over'],
      share_rural: ['double', 'share of residents in rural LSOAs (2011 classification)'],
      share_most_deprived: ['double', 'share of residents in the most deprived fifth of LSOAs (IMD 2019)'],
      note: ['varchar?', 'remark that holds for every figure of the system'],
    },
  },
  predecessor: {
    row: 'one former organisation (CCG) that is now part of a sub-ICB location',
    columns: {
      code: ['varchar', 'ODS code of the former organisation'],
      name: ['varchar', 'its latest published name'],
      system_id: ['varchar', 'sub-ICB location that follows it'],
      first_period: ['varchar', 'first period with figures'],
      last_period: ['varchar', 'last period with figures'],
    },
  },
  area: {
    row: 'one small area (MSOA 2011)',
    columns: {
      area_id: ['varchar', 'ONS code'],
      name: ['varchar', 'ONS name'],
      district: ['varchar', 'local authority with most of its residents'],
      population: ['integer', 'residents, mid-2020'],
      share_75_plus: ['double', 'share of residents aged 75 and over'],
      share_rural: ['double', 'share of residents in rural LSOAs'],
      mean_imd_decile: ['double?', 'population-weighted mean IMD 2019 decile, 1 most deprived'],
    },
  },
  area_system: {
    row: 'one area, level and system in which residents of the area live',
    columns: {
      area_id: ['varchar', 'MSOA'],
      level: ['varchar', 'level of the system'],
      system_id: ['varchar', 'system'],
      population: ['integer', 'residents of the area in the system, mid-2020'],
    },
  },
  choice: {
    row: 'one area and one option that its residents use or may use, under one market definition',
    columns: {
      definition: ['varchar', 'market definition'],
      area_id: ['varchar', 'MSOA'],
      option_id: ['varchar', 'trust or primary care network code'],
      option_name: ['varchar?', 'its name where a source gives one'],
      share: ['double?', 'share of admissions among those observed, 0 to 1; null where only availability is known'],
    },
  },
  area_market: {
    row: 'one area under one market definition',
    columns: {
      definition: ['varchar', 'market definition'],
      area_id: ['varchar', 'MSOA'],
      market_type: ['varchar', 'competitive, limited, monopoly or unclassified'],
      options: ['integer', 'options with the minimum share, or available'],
      top_share: ['double?', 'largest share, 0 to 1'],
      hhi: ['double?', 'Herfindahl-Hirschman index, 0 to 10,000'],
      reason: ['varchar', 'which rule decided, in words'],
    },
  },
  system_market: {
    row: 'one system under one market definition',
    columns: {
      definition: ['varchar', 'market definition'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      market_type: ['varchar', 'competitive, limited or monopoly; unclassified when no resident is classified'],
      share_competitive: ['double', 'share of residents in competitive areas'],
      share_limited: ['double', 'share of residents in limited areas'],
      share_monopoly: ['double', 'share of residents in monopoly areas'],
      share_unclassified: ['double', 'share of residents in unclassified areas'],
      hhi: ['double?', 'population-weighted mean HHI of its areas'],
    },
  },
  boundary: {
    row: 'one system’s outline for maps',
    columns: {
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      geometry: ['varchar', 'GeoJSON geometry, WGS 84, simplified'],
    },
  },
  period: {
    row: 'one period',
    columns: {
      period: ['varchar', 'publisher’s label: 2018-19, 2019-04'],
      kind: ['varchar', 'financial-year or month'],
      title: ['varchar', 'in words'],
      starts: ['varchar', 'first day, ISO 8601'],
      ends: ['varchar', 'last day, ISO 8601'],
    },
  },
  measure: {
    row: 'one measure as declared when the release was built',
    columns: {
      measure_id: ['varchar', 'identifier'],
      position: ['integer', 'order in lists'],
      declaration: ['varchar', 'the whole declaration, JSON (data/measure.ts)'],
      numerator_sql: ['varchar', 'the SQL that summed the numerator'],
      denominator_sql: ['varchar', 'the SQL that summed the denominator'],
    },
  },
  measure_stratum: {
    row: 'one measure, level, system, period and stratum: the sums that every value rests on',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      stratum: ['varchar', 'all, or what is adjusted for'],
      numerator: ['double?', 'sum of published numerators'],
      denominator: ['double?', 'sum of published denominators'],
      status: ['varchar', 'final, provisional, suppressed, missing or not-applicable'],
      note: ['varchar?', 'why there is no value, or a remark to read beside it'],
    },
  },
  observation: {
    row: 'one measure, level, system and period: the value and how sure we are of it',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      numerator: ['double?', 'events'],
      denominator: ['double?', 'population or opportunities'],
      value: ['double?', 'multiplier x numerator / denominator'],
      lower: ['double?', 'lower 95% confidence limit'],
      upper: ['double?', 'upper 95% confidence limit'],
      method: ['varchar?', 'interval method: wilson, byar or exact-poisson'],
      status: ['varchar', 'final, provisional, suppressed, missing or not-applicable'],
      note: ['varchar?', 'reason or remark'],
    },
  },
  comparison: {
    row: 'one observation against one yardstick',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      yardstick_id: ['varchar', 'yardstick: others, all'],
      yardstick_value: ['double?', 'value of the reference group'],
      yardstick_units: ['integer', 'systems in the reference group'],
      gap: ['double?', 'value minus yardstick value, in the measure’s unit'],
      gap_lower: ['double?', 'lower 95% limit of the gap'],
      gap_upper: ['double?', 'upper 95% limit of the gap'],
      z: ['double?', 'score of the test against the yardstick, in standard errors'],
      limit_low_998: ['double?', 'lower 99.8% funnel limit at this denominator'],
      limit_low_95: ['double?', 'lower 95% funnel limit'],
      limit_high_95: ['double?', 'upper 95% funnel limit'],
      limit_high_998: ['double?', 'upper 99.8% funnel limit'],
      band: ['varchar?', 'low-998, low-95, within, high-95 or high-998'],
      outlook: ['varchar?', 'band read through polarity; null until dispersion is estimated'],
      rank_low: ['integer?', 'best rank compatible with the data; null until rank sets are computed'],
      rank_high: ['integer?', 'worst rank compatible with the data'],
      ranked_of: ['integer?', 'systems ranked together'],
      tie_band: ['integer?', 'group of systems that cannot be told apart'],
    },
  },
  funnel_limit: {
    row: 'one point of the funnel curves round the value of all systems together',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      period: ['varchar', 'period'],
      denominator: ['double', 'where on the axis of precision'],
      centre: ['double', 'value of all systems together'],
      limit_low_998: ['double', 'lower 99.8% limit'],
      limit_low_95: ['double', 'lower 95% limit'],
      limit_high_95: ['double', 'upper 95% limit'],
      limit_high_998: ['double', 'upper 99.8% limit'],
    },
  },
  worked_example: {
    row: 'one worked example of a method, computed by the library when the release was built',
    columns: {
      topic: ['varchar', 'topic of the methods: the slug of its heading'],
      position: ['integer', 'order within the topic'],
      title: ['varchar', 'what is worked out'],
      markdown: ['varchar', 'the example, with the figures that went in and came out'],
    },
  },
  source: {
    row: 'one source of published figures',
    columns: {
      source_id: ['varchar', 'name of its folder in the published data'],
      title: ['varchar', 'title of the publication'],
      publisher: ['varchar', 'publisher'],
      licence: ['varchar', 'licence'],
      attribution: ['varchar', 'words that the licence asks for'],
      periods: ['varchar', 'periods covered, in words'],
      note: ['varchar', 'what was left out and why'],
    },
  },
  accounting: {
    row: 'one published file: rows read = rows kept + rows rejected + rows declared not data',
    columns: {
      source_id: ['varchar', 'source'],
      file: ['varchar', 'path within the published data'],
      sha256: ['varchar', 'of the published file'],
      rows_read: ['integer', 'rows read'],
      rows_kept: ['integer', 'rows carried into an extract'],
      rows_rejected: ['integer', 'rows that could not be read'],
      rows_not_data: ['integer', 'banners, headers, footnotes, totals kept apart'],
      values_kept: ['integer', 'values carried into an extract'],
      not_data_reasons: ['varchar', 'JSON: reason to number of rows'],
    },
  },
  reject: {
    row: 'one row of a published file that could not be read',
    columns: {
      source_id: ['varchar', 'source'],
      file: ['varchar', 'path within the published data'],
      sheet: ['varchar?', 'sheet of a workbook'],
      row_number: ['integer', 'row in the file, from 1'],
      reason: ['varchar', 'what was found and what was expected'],
    },
  },
  check_result: {
    row: 'one check of the build; a release exists only if every one returned nothing',
    columns: {
      check_id: ['varchar', 'file name of the check: what would be wrong'],
      rows_found: ['integer', 'always 0 in a published release'],
    },
  },
} as const satisfies Record<string, TableShape>;

export type TableName = keyof typeof tables;

type TypeOf<T extends string> = T extends `${infer B}?` ? TypeOf<B> | null : T extends 'varchar' ? string : number;

/** A row of a release table, typed from its declaration. */
export type Row<T extends TableName> = {
  -readonly [C in keyof (typeof tables)[T]['columns']]: (typeof tables)[T]['columns'][C] extends readonly [infer D extends string, string] ? TypeOf<D> : never;
};

/** The `create table` statement of one release table. */
export function createTableSql(name: TableName): string {
  const columns = Object.entries(tables[name].columns as TableShape['columns']).map(
    ([column, [type]]) => `${column} ${type.replace('?', '')}${type.endsWith('?') ? '' : ' not null'}`,
  );
  return `create table ${name} (\n  ${columns.join(',\n  ')}\n)`;
}
