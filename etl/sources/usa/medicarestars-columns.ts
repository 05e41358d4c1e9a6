/** Columns of measure_df.csv: a measure in a rating year. */
export const measureColumns = [
  'star_year',
  'measure_id',
  'measure_name',
  'part',
  'domain_id',
  'domain_name',
  'measure_code',
  'measure_standard_name',
  'data_source',
  'data_start_date',
  'data_end_date',
  'weight_category',
  'part_weight',
  'overall_weight',
  'display_measure',
  'higher_is_better',
] as const;

/** Columns of contract_df.csv: a contract in a rating year. */
export const contractColumns = [
  'star_year',
  'contract_id',
  'org_type',
  'contract_name',
  'marketing_name',
  'parent_name',
  'part_d_cut_point_type',
  'contract_type',
] as const;

/** Columns of measure_score_df.csv.gz: a value of a contract. */
export const scoreColumns = [
  'star_year',
  'measure_id',
  'measure_code',
  'contract_id',
  'value',
  'stars',
  'cut_point_type',
  'value_note',
  'stars_note',
  'value_original_text',
  'stars_original_text',
] as const;

/** Columns of summary_stars_df.csv: a summary rating of a contract. */
export const summaryColumns = ['star_year', 'summary_type', 'contract_id', 'stars', 'stars_note'] as const;
