/**
 * The tables of a release: the one place where `etl/` and `server/` meet.
 * `etl/` creates them from here, `server/` reads them, `/releases/{release}/data` documents them.
 * A column reads `name: [DuckDB type, what it holds]`; `?` after the type allows null.
 */

export interface TableShape {
  /** What one row is. */
  row: string;
  /** Order of rows in the file, where it helps readers: they ask for one yardstick at a time. */
  order?: string;
  columns: Record<string, readonly [type: string, doc: string]>;
}

/** Bump when a table or column changes meaning: a server refuses releases of another schema. */
export const schemaVersion = 2;

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
  dispersion: {
    row: 'one measure and level: by how much the variance of chance is multiplied in every interval, test, band and rank set',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      phi: ['double', 'dispersion factor in use, at least 1'],
      phi_lower: ['double?', 'lower 95% limit of the measure’s own factor'],
      phi_upper: ['double?', 'upper 95% limit'],
      basis: ['varchar', 'own, pooled, larger-of-own-and-pooled, or none: what the factor rests on'],
      own_phi: ['double?', 'factor from the measure’s own changes'],
      pooled_phi: ['double?', 'median factor of measures of the same kind and level'],
      changes: ['integer', 'year-to-year changes of systems that it rests on'],
      year_pairs: ['integer', 'pairs of years compared'],
      held_out_coverage: ['double?', 'share of changes within their 95% interval, each year judged by the others; null with one pair'],
      naive_coverage: ['double?', 'the same with intervals of chance alone'],
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
      denominator: ['double?', 'population or opportunities; for a standardised ratio the events expected'],
      value: ['double?', 'multiplier x numerator / denominator'],
      lower: ['double?', 'lower 95% confidence limit, dispersion counted'],
      upper: ['double?', 'upper 95% confidence limit, dispersion counted'],
      method: ['varchar?', 'interval method: wilson, byar or exact-poisson, on counts divided by phi'],
      phi: ['double?', 'dispersion factor in the interval'],
      naive_lower: ['double?', 'lower 95% limit under chance alone'],
      naive_upper: ['double?', 'upper 95% limit under chance alone'],
      shrunken: ['double?', 'empirical Bayes estimate: drawn towards the mean of all the more, the less sure the value is'],
      shrunken_lower: ['double?', 'its lower 95% limit'],
      shrunken_upper: ['double?', 'its upper 95% limit'],
      status: ['varchar', 'final, provisional, suppressed, missing or not-applicable'],
      note: ['varchar?', 'reason or remark'],
    },
  },
  comparison: {
    row: 'one observation against one yardstick',
    order: 'yardstick_id, definition, level, measure_id, period, system_id',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      yardstick_id: ['varchar', 'yardstick'],
      definition: ['varchar', 'market definition, for a yardstick that depends on it; any where none does'],
      yardstick_value: ['double?', 'value of the yardstick'],
      yardstick_lower: ['double?', 'its lower 95% limit'],
      yardstick_upper: ['double?', 'its upper 95% limit'],
      yardstick_units: ['integer', 'systems that the yardstick rests on'],
      yardstick_note: ['varchar?', 'why there is no yardstick, or a remark on it'],
      gap: ['double?', 'value minus yardstick value, in the measure’s unit'],
      gap_lower: ['double?', 'lower 95% limit of the gap'],
      gap_upper: ['double?', 'upper 95% limit of the gap'],
      gap_events: [
        'double?',
        'events a period that the gap comes to when the system is clearly on the worse side; 0 when clearly at or beyond the yardstick; null when not clear',
      ],
      gap_events_lower: ['double?', 'its lower 95% limit'],
      gap_events_upper: ['double?', 'its upper 95% limit'],
      z: ['double?', 'gap in standard errors of the test against the yardstick, dispersion counted'],
      p_value: ['double?', 'two-sided probability of such a z or a larger one if there were no difference'],
      p_adjusted: ['double?', 'the same after Benjamini and Hochberg over the table'],
      limit_low_998: ['double?', 'lower 99.8% limit round the yardstick, over-dispersion counted'],
      limit_low_95: ['double?', 'lower 95% limit'],
      limit_high_95: ['double?', 'upper 95% limit'],
      limit_high_998: ['double?', 'upper 99.8% limit'],
      band: ['varchar?', 'low-998, low-95, within, high-95 or high-998: place of the value against the limits'],
      outlook: ['varchar?', 'band read through polarity: far-better, better, similar, worse or far-worse'],
      rank_low: ['integer?', 'best rank compatible with the data'],
      rank_high: ['integer?', 'worst rank compatible with the data'],
      ranked_of: ['integer?', 'systems ranked together'],
      tie_band: ['integer?', 'group of neighbours of which no two can be told apart; 1 is the better end'],
    },
  },
  league: {
    row: 'one league table: a measure, level and period against one yardstick',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      period: ['varchar', 'period'],
      yardstick_id: ['varchar', 'yardstick'],
      definition: ['varchar', 'market definition, for a yardstick that depends on it; any where none does'],
      with_value: ['integer', 'systems with a value'],
      members: ['integer?', 'systems that the yardstick rests on, where it is the same for all'],
      attained_by: ['integer?', 'systems at or beyond the yardstick, for a yardstick that is attained'],
      between_sd: ['double?', 'standard deviation between systems beyond sampling (root of tau squared), in the measure’s unit; in the limits'],
      critical_value: ['double?', 'studentised difference beyond which two systems are told apart'],
      tie_bands: ['integer?', 'tie bands in the table'],
      reason: ['varchar?', 'why there are no bands or no ranks'],
    },
  },
  peer: {
    row: 'one system and one of its nearest peers',
    columns: {
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      position: ['integer', '1 is the nearest'],
      peer_id: ['varchar', 'system near to it'],
      distance: ['double', 'Euclidean distance in standard deviations of the characteristics'],
    },
  },
  peer_balance: {
    row: 'one system and one characteristic: how like its ten peers are',
    columns: {
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      characteristic: ['varchar', 'characteristic'],
      own: ['double', 'the system’s value'],
      peers: ['double', 'mean of its peers'],
      difference: ['double', 'own less peers, in standard deviations of all systems'],
      unbalanced: ['integer', '1 when the difference is above 0.25 either way'],
      no_good_peers: ['integer', '1 when the tenth peer is further than nine in ten pairs of systems are from each other'],
    },
  },
  peer_sensitivity: {
    row: 'one observation against another number of nearest peers',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      peers: ['integer', 'number of nearest peers'],
      yardstick_value: ['double?', 'value of the peers taken together'],
      gap: ['double?', 'value minus yardstick value'],
      gap_lower: ['double?', 'lower 95% limit of the gap'],
      gap_upper: ['double?', 'upper 95% limit'],
    },
  },
  change: {
    row: 'one observation against the same system a year before',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      previous_period: ['varchar', 'period a year before'],
      change: ['double?', 'value less value a year before; null across a break or without both values'],
      change_lower: ['double?', 'lower 95% limit, dispersion counted'],
      change_upper: ['double?', 'upper 95% limit'],
      direction: ['varchar?', 'improved, worsened, rose, fell or no-clear-change; null without a change'],
      balance: ['varchar?', 'of an improvement: unqualified, qualified or unclear'],
      balance_note: ['varchar?', 'which balancing measures got worse, or lack data'],
      reason: ['varchar?', 'why there is no change'],
    },
  },
  trend: {
    row: 'one system and a measure with a long series: what a process-behaviour chart says of its latest point',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'latest period with a value'],
      points: ['integer', 'points since the last break'],
      centre: ['double', 'mean'],
      limit_lower: ['double', 'lower process limit'],
      limit_upper: ['double', 'upper process limit'],
      variation: ['varchar', 'improvement, concern, high, low or common-cause'],
      rule: ['varchar?', 'the rule that the latest point meets'],
    },
  },
  two_factor: {
    row: 'a difference of a measure that is a product, split exactly into its two factors (Kitagawa)',
    columns: {
      measure_id: ['varchar', 'the product'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      against: ['varchar', 'a yardstick, or previous for the year before'],
      definition: ['varchar', 'market definition, for a yardstick that depends on it; any where none does'],
      first: ['double', 'the first factor: admissions for one registered person'],
      second: ['double', 'the second: bed days for one admission'],
      first_against: ['double', 'the first factor of what it is set against'],
      second_against: ['double', 'the second'],
      difference: ['double', 'difference of the product, in the measure’s unit'],
      from_first: ['double', 'part that comes from the first factor'],
      from_first_lower: ['double', 'its lower 95% limit'],
      from_first_upper: ['double', 'its upper 95% limit'],
      from_second: ['double', 'part that comes from the second; the two add up to the difference'],
      from_second_lower: ['double', 'its lower 95% limit'],
      from_second_upper: ['double', 'its upper 95% limit'],
    },
  },
  frontier: {
    row: 'one system of a measure with a frontier, latest year: efficiency by several methods, 1 is best practice',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      system_id: ['varchar', 'system'],
      period: ['varchar', 'period'],
      envelopment_constant: ['double?', 'data envelopment, constant returns to scale: share of what it uses that best practice would'],
      envelopment_variable: ['double?', 'the same with variable returns: among systems of its size'],
      corrected: ['double?', 'variable returns, less the bias of taking the best seen for the best possible'],
      corrected_lower: ['double?', 'lower 95% limit, by bootstrap'],
      corrected_upper: ['double?', 'upper 95% limit'],
      stochastic: ['double?', 'stochastic frontier: expected efficiency given the residual'],
      stochastic_lower: ['double?', 'lower 95% limit'],
      stochastic_upper: ['double?', 'upper 95% limit'],
      stochastic_status: ['varchar', 'estimated, wrong-skewness, not-estimable or too-few-units'],
      stochastic_probability: ['double?', 'chance of so good a fit if there were no inefficiency at all'],
    },
  },
  market_group: {
    row: 'the systems of one market type taken together',
    columns: {
      measure_id: ['varchar', 'measure'],
      level: ['varchar', 'level'],
      period: ['varchar', 'period'],
      definition: ['varchar', 'market definition'],
      market_type: ['varchar', 'competitive, limited, monopoly or unclassified'],
      systems: ['integer', 'systems'],
      with_value: ['integer', 'systems with a value'],
      numerator: ['double?', 'sum over systems with a value'],
      denominator: ['double?', 'sum over systems with a value'],
      value: ['double?', 'multiplier x numerator / denominator of the sums'],
      lower: ['double?', 'lower 95% limit, dispersion counted; not the spread between systems'],
      upper: ['double?', 'upper 95% limit'],
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
