import { editionById } from '../../data/editions.ts';
import { defineMeasure, type Measure } from '../../data/measure.ts';
import { zeroDayEmergencyShare } from '../../data/measures/hospital-use.ts';
import { type Period, periodOf } from '../../data/periods.ts';
import type { Row } from '../../data/tables.ts';
import { compareTables, measure } from '../../etl/analysis/measured.ts';
import { settingOf } from '../../etl/analysis/setting.ts';
import { xoshiro128 } from '../../stats/random.ts';
import type { FixtureRows } from './fixture-rows.ts';

/**
 * A second edition, as unlike England as the tables allow: 230 contracts in 3 parents, 240 counties that are systems and
 * areas at once, values without counts, months beside years, and much that is not known.
 */

export const usaRelease = 'usa-fixture0001';
/** A contract without any figure, one with every kind of name, and a county without population. */
export const usaSpecial = { empty: 'H0230', named: 'H0001', unknownCounty: '01003', parent: 'P1' } as const;

const contracts = Array.from({ length: 230 }, (_, i) => `H${String(i + 1).padStart(4, '0')}`);
const counties = Array.from({ length: 240 }, (_, i) => `${String(1 + Math.floor(i / 80)).padStart(2, '0')}${String(1 + 2 * (i % 80)).padStart(3, '0')}`);
const parents = ['P1', 'P2', 'P3'];
const states = ['Alabama', 'Kansas', 'Oregon'];
const stateOf = (county: string): string => states[Number(county.slice(0, 2)) - 1] ?? '';
const definition = 'offers-2022';
const types = ['competitive', 'limited', 'monopoly'];
const parentOf = (i: number): string => (i < 120 ? 'P1' : (parents[1 + (i % 2)] ?? 'P2'));

const base: Measure = {
  ...zeroDayEmergencyShare,
  edition: 'usa',
  breaks: [],
  withheld: [],
  remarks: [],
  balancing: [],
  replaces: [],
  replacedBy: [],
  sources: ['cms-star-ratings'],
  levels: ['contract', 'parent'],
  minimumDenominator: 0,
};

/** Published as a percentage, without its counts. */
export const star = defineMeasure({
  ...base,
  id: 'star-control',
  title: 'Members with diabetes whose blood sugar is controlled',
  shortTitle: 'Blood sugar controlled',
  domain: 'chronic-disease',
  family: 'diabetes',
  polarity: 'higher-is-better',
  statistic: 'published',
  unit: 'percent of members',
  shortUnit: '%',
  multiplier: 1,
  decimals: 1,
  rankable: false,
  rankableReason: 'Not ranked: published without its counts.',
});

/** The same, with an error that its own changes tell. */
export const starYearly = defineMeasure({
  ...star,
  id: 'star-eyes',
  levels: ['contract'],
  uncertainty: 'year-to-year',
  title: 'Members with diabetes whose eyes were examined',
  shortTitle: 'Eyes examined',
  rankableReason: 'The error is that of all contracts of a size.',
});

/** With counts, by month and by year. */
export const readmissions = defineMeasure({
  ...base,
  id: 'readmissions',
  title: 'Admissions followed by another within 30 days',
  shortTitle: 'Readmissions',
  domain: 'admissions',
  family: 'hospital use',
  polarity: 'lower-is-better',
});

/** Of counties. */
export const preventable = defineMeasure({
  ...base,
  id: 'preventable',
  title: 'Preventable admissions',
  shortTitle: 'Preventable admissions',
  domain: 'admissions',
  family: 'preventable',
  polarity: 'lower-is-better',
  levels: ['county'],
});

const measures = [star, starYearly, readmissions, preventable];
const labels: Record<string, readonly string[]> = {
  'star-control': ['rating-2022', 'rating-2023', 'rating-2024'],
  'star-eyes': ['rating-2020', 'rating-2021', 'rating-2022', 'rating-2023', 'rating-2024'],
  readmissions: ['2021', '2022', '2022-01', '2022-02', '2022-03'],
  preventable: ['2021', '2022'],
};

const unknown = {
  ons_code: null,
  kind: null,
  population: null,
  share_75_plus: null,
  share_65_plus: null,
  share_rural: null,
  share_most_deprived: null,
  note: null,
};

const systems = (): Row<'system'>[] => [
  ...contracts.map(
    (system_id, i): Row<'system'> => ({
      ...unknown,
      system_id,
      level: 'contract',
      name: `Alder Health Plan of Place ${i + 1}, Inc.`,
      short_name: `Plan ${i + 1}`,
      parent_id: parentOf(i),
      kind: i % 3 === 0 ? 'Local PPO' : 'HMO',
      integration_type: i === 0 ? 'vertical' : i === 1 ? 'virtual' : 'unknown',
      region: null,
      areas: i === 0 ? 240 : 3,
    }),
  ),
  ...parents.map(
    (system_id, i): Row<'system'> => ({
      ...unknown,
      system_id,
      level: 'parent',
      name: `${['Alder', 'Birch', 'Cedar'][i]} Health, Inc.`,
      short_name: `${['Alder', 'Birch', 'Cedar'][i]} Health`,
      parent_id: null,
      integration_type: 'unknown',
      region: null,
      areas: 0,
    }),
  ),
  ...counties.map(
    (system_id, i): Row<'system'> => ({
      ...unknown,
      system_id,
      level: 'county',
      name: `County ${i + 1}, ${stateOf(system_id)}`,
      short_name: `County ${i + 1}`,
      parent_id: null,
      integration_type: 'unknown',
      region: stateOf(system_id),
      population: system_id === usaSpecial.unknownCounty ? null : 20_000 + 700 * ((i * 37) % 91),
      share_65_plus: 0.1 + 0.002 * ((i * 13) % 60),
      share_rural: ((i * 29) % 100) / 100,
      areas: 1,
    }),
  ),
];

/** Sums, or published values, of a measure, level and period; a few cells are missing or withheld. */
function strataOf(one: Measure, level: string, ids: readonly string[]): Row<'measure_stratum'>[] {
  return (labels[one.id] ?? []).flatMap((period, p) =>
    ids
      .filter((id) => id !== usaSpecial.empty)
      .map((system_id, i): Row<'measure_stratum'> => {
        const counts = { numerator: 40 + ((i * 17 + p * 5) % 60), denominator: 900 + 11 * (i % 40) };
        const value = { numerator: 55 + ((i * 19 + p * 7) % 350) / 10, denominator: null };
        const missing = i % 50 === 49;
        const row = { measure_id: one.id, level, system_id, period, stratum: 'all' };
        if (missing) return { ...row, numerator: null, denominator: null, status: 'missing', note: 'Plan too new to be measured.' };
        return { ...row, ...(one.statistic === 'published' ? value : counts), status: 'final', note: null };
      }),
  );
}

/** Values that move from year to year, those of small contracts the more; the ratings of 2021 repeat those of 2020. */
function yearlyStrata(): Row<'measure_stratum'>[] {
  const random = xoshiro128(11);
  const level = contracts.map(() => 70 + 8 * random.normal());
  const periods = labels[starYearly.id] ?? [];
  const noise = periods.map(() => contracts.map((_, i) => (i < 60 ? 6 : 2) * random.normal()));
  return periods.flatMap((period, p) =>
    contracts
      .filter((id) => id !== usaSpecial.empty)
      .map((system_id, i): Row<'measure_stratum'> => {
        const drawn = noise[period === 'rating-2021' ? 0 : p]?.[i] ?? 0;
        const value = Math.min(100, Math.max(0, Math.round((level[i] ?? 70) + drawn)));
        return {
          measure_id: starYearly.id,
          level: 'contract',
          system_id,
          period,
          stratum: 'all',
          numerator: value,
          denominator: null,
          status: 'final',
          note: null,
        };
      }),
  );
}

/** People enrolled: the first are the smallest, and of the last nobody knows how many there are. */
const enrolment = (): Row<'enrolment'>[] =>
  contracts.slice(0, 180).map((system_id, i) => ({ level: 'contract', system_id, month: '2024-08', enrolled: 1_000 + 250 * i }));

const strata = (): Row<'measure_stratum'>[] => [
  ...strataOf(star, 'contract', contracts),
  ...yearlyStrata(),
  ...strataOf(star, 'parent', parents),
  ...strataOf(readmissions, 'contract', contracts),
  ...strataOf(preventable, 'county', counties),
];

const typeOf = (i: number): string => types[i % 3] ?? 'limited';

/** Counties as areas with what is on offer in them; contracts serve some of them, nobody knows how many people. */
function markets(): Pick<FixtureRows, 'area' | 'area_system' | 'choice' | 'area_market' | 'system_market'> {
  const populationOf = (i: number): number | null => (counties[i] === usaSpecial.unknownCounty ? null : 20_000 + 700 * ((i * 37) % 91));
  return {
    area: counties.map((area_id, i) => ({
      area_id,
      name: `County ${i + 1}`,
      district: stateOf(area_id),
      population: populationOf(i),
      share_75_plus: null,
      share_65_plus: area_id === usaSpecial.unknownCounty ? null : 0.1 + 0.002 * ((i * 13) % 60),
      share_rural: null,
      mean_imd_decile: null,
    })),
    area_system: [
      ...counties.map((area_id, i) => ({ area_id, level: 'county', system_id: area_id, population: populationOf(i) })),
      ...counties.map((area_id) => ({ area_id, level: 'contract', system_id: usaSpecial.named, population: null })),
      ...contracts
        .slice(1)
        .flatMap((system_id, i) => [0, 1, 2].map((k) => ({ area_id: counties[(i + k) % 240] ?? '', level: 'contract', system_id, population: null }))),
    ],
    choice: counties.flatMap((area_id, i) =>
      parents
        .slice(0, 3 - (i % 3))
        .map((option_id, k) => ({ definition, area_id, option_id, option_name: k === 2 ? null : `Parent ${option_id}`, share: null })),
    ),
    area_market: counties.map((area_id, i) => ({
      definition,
      area_id,
      market_type: typeOf(i),
      options: 3 - (i % 3),
      top_share: null,
      hhi: null,
      reason: `${3 - (i % 3)} on offer`,
    })),
    system_market: counties.map((system_id, i) => ({
      definition,
      level: 'county',
      system_id,
      market_type: typeOf(i),
      share_competitive: i % 3 === 0 ? 1 : 0,
      share_limited: i % 3 === 1 ? 1 : 0,
      share_monopoly: i % 3 === 2 ? 1 : 0,
      share_unclassified: 0,
      hhi: null,
    })),
  };
}

/** One test, of counties: made up, as the tests of the analysis are elsewhere. */
function contrast(): Pick<FixtureRows, 'market_contrast' | 'market_verdict'> {
  const of = { measure_id: preventable.id, level: 'county', definition, period: '2022' };
  const values = { competitive: 78, monopoly: 78, competitive_value: 6.2, monopoly_value: 6.1 };
  const found = { estimate: 0.1, lower: -0.4, upper: 0.6, p_value: 0.7, permutation_p: 0.71, standard_error: 0.25, degrees: 40 };
  return {
    market_contrast: ['unadjusted', 'adjusted'].map((analysis) => ({
      ...of,
      ...values,
      ...found,
      analysis,
      standardised: 0.05,
      standardised_lower: -0.2,
      standardised_upper: 0.3,
      reason: null,
    })),
    market_verdict: [
      {
        ...of,
        verdict: 'no difference larger than the declared margin',
        why: 'The interval lies within the margin.',
        margin: 2,
        detectable: 0.7,
        share_outside: 0.02,
        separated: 0,
        q_value: 0.7,
        definitions: 1,
        same_sign: 1,
        excluding_zero: 0,
        robust: 0,
        seed: 2006,
        draws: 9_999,
      },
    ],
  };
}

/** Every row of the second edition's release. */
export function usaFixtureRows(): FixtureRows {
  const levels = (editionById.get('usa')?.levels ?? []).filter(({ id }) => ['contract', 'parent', 'county'].includes(id));
  const market = markets();
  const settings = new Map(
    levels.map((level) => [
      level.id,
      settingOf(
        level,
        systems().filter((row) => row.level === level.id),
        (market.system_market ?? []).filter((row) => row.level === level.id),
      ),
    ]),
  );
  const known = [...new Set(Object.values(labels).flat())].map((label): Period => periodOf(label));
  const sums = strata();
  const { tables, ...measured } = measure({
    measures,
    strata: sums,
    settings,
    periods: new Map(known.map((period) => [period.period, period])),
    sizes: new Map(enrolment().map(({ level, system_id, enrolled }) => [`${level}/${system_id}`, enrolled])),
  });
  return {
    level: levels.map(({ id, title, plural }, place) => ({ level: id, title, plural, position: place + 1 })),
    system: systems(),
    system_name: [
      { level: 'contract', system_id: usaSpecial.named, name: 'Old Alder Plan', kind: 'former', first_period: 'rating-2022', last_period: 'rating-2023' },
      { level: 'contract', system_id: usaSpecial.named, name: 'Alder Advantage', kind: 'marketing', first_period: null, last_period: null },
    ],
    ...market,
    measure_stratum: sums,
    enrolment: enrolment(),
    ...measured,
    ...compareTables([...tables.values()].flat(), settings),
    ...contrast(),
    period: known.map(({ period, kind, title, starts, ends }) => ({ period, kind, title, starts, ends })),
    measure: measures.map((one, position) => ({
      measure_id: one.id,
      position,
      declaration: JSON.stringify(one),
      numerator_sql: 'select sum(value) from figures',
      denominator_sql: 'select sum(members) from figures',
    })),
    source: [
      {
        source_id: 'cms-star-ratings',
        title: 'Star Ratings',
        publisher: 'CMS',
        licence: 'Public domain',
        attribution: 'CMS',
        periods: '2022 to 2024',
        note: 'fixture',
      },
    ],
    check_result: [{ check_id: 'a_count_is_negative.sql', rows_found: 0 }],
  };
}
