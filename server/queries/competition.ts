import { fewestInCell } from '../../data/competition.ts';
import { defineQuery, type RowOf } from '../columns.ts';
import { type Judged, verdictSentence } from '../formats/competition-words.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Catalogue } from './catalogue.ts';

/** What the competition test says of a measure, with the adjusted and the unadjusted difference behind it. */
const storedVerdictColumns = {
  measure_id: 'text',
  level: 'text',
  definition: 'text',
  period: 'text',
  verdict: 'text?',
  why: 'text',
  competitive: 'integer?',
  monopoly: 'integer?',
  competitive_value: 'number?',
  monopoly_value: 'number?',
  estimate: 'number?',
  lower: 'number?',
  upper: 'number?',
  p_value: 'number?',
  permutation_p: 'number?',
  q_value: 'number?',
  standardised: 'number?',
  standardised_lower: 'number?',
  standardised_upper: 'number?',
  unadjusted: 'number?',
  unadjusted_lower: 'number?',
  unadjusted_upper: 'number?',
  unadjusted_standardised: 'number?',
  unadjusted_standardised_lower: 'number?',
  unadjusted_standardised_upper: 'number?',
  margin: 'number?',
  detectable: 'number?',
  share_outside: 'number?',
  separated: 'integer?',
  definitions: 'integer?',
  same_sign: 'number?',
  excluding_zero: 'number?',
  robust: 'integer?',
  seed: 'integer',
  draws: 'integer',
  release_id: 'text',
} as const;

/** Columns of the verdicts in every data format: estimates are means of competitive less means of monopoly systems. */
export const verdictColumns = {
  ...storedVerdictColumns,
  title: 'text',
  domain: 'text',
  family: 'text',
  polarity: 'text',
  unit: 'text',
  words: 'text',
} as const;

export type VerdictRow = RowOf<typeof verdictColumns>;

const verdictQuery = defineQuery({
  columns: storedVerdictColumns,
  sql: `select v.measure_id, v.level, v.definition, v.period, v.verdict, v.why,
      coalesce(u.competitive, a.competitive) as competitive, coalesce(u.monopoly, a.monopoly) as monopoly,
      coalesce(u.competitive_value, a.competitive_value) as competitive_value, coalesce(u.monopoly_value, a.monopoly_value) as monopoly_value,
      a.estimate, a.lower, a.upper, a.p_value, a.permutation_p, v.q_value, a.standardised, a.standardised_lower, a.standardised_upper,
      u.estimate as unadjusted, u.lower as unadjusted_lower, u.upper as unadjusted_upper, u.standardised as unadjusted_standardised,
      u.standardised_lower as unadjusted_standardised_lower, u.standardised_upper as unadjusted_standardised_upper,
      v.margin, v.detectable, v.share_outside, v.separated, v.definitions, v.same_sign, v.excluding_zero, v.robust, v.seed, v.draws,
      $release as release_id
    from market_verdict v
    join measure m using (measure_id)
    left join market_contrast a on a.measure_id = v.measure_id and a.level = v.level and a.definition = v.definition and a.analysis = 'adjusted'
    left join market_contrast u on u.measure_id = v.measure_id and u.level = v.level and u.definition = v.definition and u.analysis = 'unadjusted'
    where v.level = $level and v.definition = $definition and ($measure = 'all' or v.measure_id = $measure)
    order by m.position`,
});

export interface CompetitionQuestion {
  measure: string;
  level: string;
  definition: string;
  release: string;
  /** What systems of the level are adjusted for. */
  characteristics: readonly string[];
}

/** What is said of each measure at one level under one definition, in the order of measures; `all` for every measure. */
export async function selectVerdicts(warehouse: Warehouse, catalogue: Catalogue, question: CompetitionQuestion): Promise<VerdictRow[]> {
  const { measure, level, definition, release, characteristics } = question;
  const rows = await warehouse.readAll(verdictQuery, { measure, level, definition, release });
  return rows.flatMap((row) => {
    const declaration = catalogue.measures.get(row.measure_id)?.declaration;
    if (declaration === undefined) return [];
    const { title, domain, family, polarity, unit } = declaration;
    return [{ ...row, title, domain, family, polarity, unit, words: verdictSentence(row satisfies Judged, declaration, characteristics) }];
  });
}

const countQuery = defineQuery({
  columns: { level: 'text', definition: 'text', verdict: 'text?', measures: 'integer' },
  sql: `select v.level, v.definition, v.verdict, count(*)::integer as measures
    from market_verdict v join level l using (level)
    group by v.level, v.definition, v.verdict order by any_value(l.position), v.definition, v.verdict`,
});

export type VerdictCount = RowOf<typeof countQuery.columns>;

/** Measures by verdict at every level and under every definition. */
export function selectVerdictCounts(warehouse: Warehouse): Promise<VerdictCount[]> {
  return warehouse.readAll(countQuery);
}

/** Every estimate on the page of a measure, one a row: `part` says which section it stands in. */
export const estimateColumns = {
  measure_id: 'text',
  level: 'text',
  definition: 'text',
  part: 'text',
  item: 'text',
  analysis: 'text?',
  item_words: 'text',
  scale: 'text',
  competitive: 'integer?',
  monopoly: 'integer?',
  competitive_value: 'number?',
  monopoly_value: 'number?',
  estimate: 'number?',
  lower: 'number?',
  upper: 'number?',
  standard_error: 'number?',
  degrees: 'number?',
  p_value: 'number?',
  permutation_p: 'number?',
  standardised: 'number?',
  standardised_lower: 'number?',
  standardised_upper: 'number?',
  is_default: 'integer?',
  reason: 'text?',
  release_id: 'text',
} as const;

export type EstimateRow = RowOf<typeof estimateColumns>;

const estimateQuery = defineQuery({
  columns: estimateColumns,
  sql: `with found as (
      select 1 as section, case analysis when 'unadjusted' then 1 when 'adjusted' then 2 when 'rural-low' then 3 when 'rural-middle' then 4 else 5 end as place,
        definition, 'contrast' as part, analysis as item, analysis, analysis as item_words, 'measure' as scale, competitive, monopoly,
        competitive_value, monopoly_value, estimate, lower, upper, standard_error, degrees, p_value, permutation_p,
        standardised, standardised_lower, standardised_upper, null as is_default, reason
      from market_contrast where measure_id = $measure and level = $level and definition = $definition
      union all by name
      select 2 as section, if(analysis = 'unadjusted', 1, 2) as place, definition, 'placebo' as part, placebo as item, analysis, placebo as item_words,
        'standard deviations' as scale, estimate, lower, upper, p_value
      from market_placebo where level = $level and definition = $definition
      union all by name
      select 3 as section, coalesce((epoch(p.starts::date) / 86400)::integer, 99999999) as place, t.definition, 'trend' as part, t.period as item,
        t.period as item_words, 'measure' as scale, t.estimate, t.lower, t.upper, t.p_value, t.is_base as is_default
      from market_trend t left join period p using (period) where t.measure_id = $measure and t.level = $level and t.definition = $definition
      union all by name
      select 4 as section, position as place, definition, 'decomposition' as part, block as item, block as item_words, 'measure' as scale, part as estimate, lower, upper
      from market_decomposition where measure_id = $measure and level = $level and definition = $definition
      union all by name
      select 5 as section, g.position as place, g.definition, 'specification' as part, s.cell as item, s.analysis, g.words as item_words, 'measure' as scale,
        s.competitive, s.monopoly, s.estimate, s.lower, s.upper, g.is_default
      from market_specification s join market_grid g using (cell, level) where s.measure_id = $measure and s.level = $level
    )
    select $measure as measure_id, $level as level, definition, part, item, analysis, item_words, scale, competitive, monopoly, competitive_value, monopoly_value,
      estimate, lower, upper, standard_error, degrees, p_value, permutation_p, standardised, standardised_lower, standardised_upper,
      is_default::integer as is_default, reason, $release as release_id
    from found order by section, place, item, analysis`,
});

/** Differences, placebos, changes over time, decomposition and the grid: all that is estimated of one measure. */
export function selectEstimates(warehouse: Warehouse, question: Omit<CompetitionQuestion, 'characteristics'>): Promise<EstimateRow[]> {
  const { measure, level, definition, release } = question;
  return warehouse.readAll(estimateQuery, { measure, level, definition, release });
}

const groupQuery = defineQuery({
  columns: {
    period: 'text',
    market_type: 'text',
    systems: 'integer',
    with_value: 'integer',
    people: 'number?',
    numerator: 'number?',
    denominator: 'number?',
    value: 'number?',
    lower: 'number?',
    upper: 'number?',
  },
  sql: `with people as (
      select coalesce(m.market_type, 'unclassified') as market_type, sum(s.population)::double as people
      from system s
      left join system_market m on m.definition = $definition and m.level = s.level and m.system_id = s.system_id
      where s.level = $level group by 1
    )
    select g.period, g.market_type, g.systems, g.with_value, p.people, g.numerator, g.denominator, g.value, g.lower, g.upper
    from market_group g join period t using (period) left join people p using (market_type)
    where g.measure_id = $measure and g.level = $level and g.definition = $definition
    order by t.starts, case g.market_type when 'competitive' then 1 when 'limited' then 2 when 'monopoly' then 3 else 4 end`,
});

export type GroupRow = RowOf<typeof groupQuery.columns>;

type GroupQuestion = Omit<CompetitionQuestion, 'release' | 'characteristics'>;

/** The systems of each market type taken together, oldest period first. */
export function selectGroups(warehouse: Warehouse, { measure, level, definition }: GroupQuestion): Promise<GroupRow[]> {
  return warehouse.readAll(groupQuery, { measure, level, definition });
}

const overlapQuery = defineQuery({
  columns: { characteristic: 'text', competitive: 'number', monopoly: 'number', difference: 'number?' },
  sql: 'select characteristic, competitive, monopoly, difference from market_overlap where level = $level and definition = $definition',
});

export type OverlapRow = RowOf<typeof overlapQuery.columns>;

/** How far apart the two groups are in what is adjusted for. */
export function selectOverlap(warehouse: Warehouse, { level, definition }: GroupQuestion): Promise<OverlapRow[]> {
  return warehouse.readAll(overlapQuery, { level, definition });
}

const integrationQuery = defineQuery({
  columns: { integration_type: 'text', market_type: 'text', systems: 'integer', with_value: 'integer', numerator: 'number?', denominator: 'number?' },
  sql: `with placed as (
      select s.integration_type, coalesce(m.market_type, 'unclassified') as market_type, o.value, o.numerator, o.denominator
      from system s
      left join system_market m on m.definition = $definition and m.level = s.level and m.system_id = s.system_id
      left join observation o on o.measure_id = $measure and o.level = s.level and o.system_id = s.system_id and o.period = $period
      where s.level = $level
    )
    select integration_type, market_type, count(*)::integer as systems, count(value)::integer as with_value,
      sum(numerator) filter (where value is not null) as numerator, sum(denominator) filter (where value is not null) as denominator
    from placed group by integration_type, market_type
    order by list_position(['vertical', 'virtual', 'unknown'], integration_type), list_position(['competitive', 'limited', 'monopoly', 'unclassified'], market_type)`,
});

export type IntegrationCell = RowOf<typeof integrationQuery.columns> & { value: number | null };

/** Systems by integration type and market type; a value only for cells with enough systems. */
export async function selectIntegration(
  warehouse: Warehouse,
  { measure, level, definition, period, multiplier }: GroupQuestion & { period: string; multiplier: number },
): Promise<IntegrationCell[]> {
  const rows = await warehouse.readAll(integrationQuery, { measure, level, definition, period });
  return rows.map((row) => ({ ...row, value: pooled(row, multiplier) }));
}

function pooled({ with_value, numerator, denominator }: RowOf<typeof integrationQuery.columns>, multiplier: number): number | null {
  if (with_value < fewestInCell || numerator === null || denominator === null || denominator === 0) return null;
  return (multiplier * numerator) / denominator;
}
