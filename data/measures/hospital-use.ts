import { type Balance, type Break, defineMeasure, type FigureRef, type Measure, type Remark, type Withheld } from '../measure.ts';
import { englandMeasure, southCumbria } from './england.ts';

const worseHigher = (measure: string): Balance => ({ measure, worse: 'higher' });

const hes = (item: string): FigureRef => ({ source: 'hes-apc-ccg', item });

/** All-age registered list of the same year: the QOF workbook of the year, or its successor's previous-year column. */
const registered = {
  words: 'People registered with a general practice of the system, all ages, in the same financial year (QOF list size)',
  figures: [{ source: 'qof-ccg', topic: 'LIST', item: 'list_size' }],
} as const;

/** Populations that changed under an unchanged code, by the first period on the new boundary. */
const boundaryBreaks = (from: { southCumbria: string; fyldeAndWyre: string }): readonly Break[] => [
  {
    from: from.southCumbria,
    systems: southCumbria,
    reason: 'South Cumbria moved from North Cumbria (01H) to Morecambe Bay (01K) on 1 April 2017; values before and after describe different populations.',
  },
  {
    from: from.fyldeAndWyre,
    systems: ['02M'],
    reason: 'About 26,000 more people belong to Fylde and Wyre (02M) from here on; values before and after describe different populations.',
  },
];
const yearlyBreaks = boundaryBreaks({ southCumbria: '2017-18', fyldeAndWyre: '2018-19' });

/** Places and years in which the registered list and the hospital figures do not count the same people. */
const listMismatches: readonly { year: string; systems: readonly string[]; reason: string }[] = [
  {
    year: '2016-17',
    systems: southCumbria,
    reason:
      'The hospital figures of this year still count south Cumbria under 01H, the registered list already under 01K: a rate would divide one population by another.',
  },
  {
    year: '2016-17',
    systems: ['D2P2L', 'QUA'],
    reason:
      'The registered list of this year covers only 7 of about 45 practices in Dudley (32,601 of about 315,000 people), the hospital figures everyone: a rate would be far too high.',
  },
  {
    year: '2017-18',
    systems: ['02M'],
    reason: 'The registered list grows by 26,264 people (17%) in this year, the hospital figures only in the next: the list runs one boundary change ahead.',
  },
  {
    year: '2018-19',
    systems: ['11N', 'QT6'],
    reason:
      'The registered list of this year covers only 26 of about 60 practices in Kernow (323,308 of about 580,000 people), the hospital figures everyone: a rate would be far too high.',
  },
];

const withheldFor = (periodsOf: (year: string) => readonly string[]): readonly Withheld[] =>
  listMismatches.map(({ year, systems, reason }) => ({ periods: periodsOf(year), systems, status: 'not-applicable', reason }));

/** A row that the publisher listed before its CCG existed. */
const prematureRow: Remark = {
  periods: ['2017-18'],
  systems: ['15E', 'QHL'],
  text: 'Leaves out 1 to 7 admissions that the publisher lists, withheld, under a code that came into being the year after.',
};

/** Labels of the months of a financial year: `2016-17` gives `2016-04` to `2017-03`. */
const monthsOf = (year: string): readonly string[] => {
  const first = Number(year.slice(0, 4));
  return Array.from({ length: 12 }, (_, index) =>
    index < 9 ? `${first}-${String(index + 4).padStart(2, '0')}` : `${first + 1}-${String(index - 8).padStart(2, '0')}`,
  );
};

const common = {
  ...englandMeasure,
  family: 'hospital use',
  disclosure: 'Published counts: from 2017-18 rounded to the nearest 5 by the publisher, 1 to 7 shown as *. A suppressed part makes the sum suppressed.',
  rankable: true,
  rankableReason:
    'A crude rate with a common definition: comparable, but not adjusted for age or need. The yardstick “expected for its people” adjusts for age, deprivation, rurality and size.',
  minimumDenominator: 1000,
  remarks: [prematureRow],
} as const;

const hesCaveats = [
  'Crude: not adjusted for age, deprivation or need. HES gives no age split of emergency admissions by CCG, so age standardisation is not possible from these files.',
  'Counts belong to the CCG responsible for the patient, whichever hospital treated them.',
];

const hesRate = (
  fields: Pick<
    Measure,
    | 'polarity'
    | 'id'
    | 'title'
    | 'shortTitle'
    | 'plainTitle'
    | 'plainSentence'
    | 'whyItMatters'
    | 'domain'
    | 'unit'
    | 'eventsUnit'
    | 'balancing'
    | 'questions'
    | 'references'
  > &
    Pick<Partial<Measure>, 'factors' | 'frontier'> & { numerator: Measure['numerator'] },
): Measure =>
  defineMeasure({
    ...common,
    statistic: 'rate',
    shortUnit: 'per 1,000',
    multiplier: 1000,
    decimals: 1,
    denominator: registered,
    standardisation:
      'None. The published tables give ages of episodes but not of emergency admissions; comparisons adjusted for age and deprivation use regression instead.',
    breaks: yearlyBreaks,
    withheld: withheldFor((year) => [year]),
    caveats: hesCaveats,
    sources: ['hes-apc-ccg', 'qof-ccg', 'org-changes'],
    ...fields,
  });

export const bedDays = hesRate({
  id: 'bed-days',
  polarity: 'lower-is-better',
  title: 'Bed days per 1,000 registered people',
  shortTitle: 'Bed days',
  plainTitle: 'Time spent in hospital beds',
  plainSentence: 'How many nights people spent in hospital in the year, for every 1,000 people on the list of a GP.',
  whyItMatters:
    'Ham and colleagues found that for 11 leading causes in people over 65 the NHS used three and a half times the bed days of Kaiser Permanente, which admits less often and for shorter stays. Bed days are the product of the two.',
  domain: 'bed-use',
  unit: 'bed days per 1,000 registered people',
  eventsUnit: 'bed days a year',
  numerator: { words: 'Bed days of consultant episodes that ended in the year (HES, “FCE bed days”)', figures: [hes('fce_bed_days')] },
  balancing: [worseHigher('emergency-admissions'), worseHigher('zero-day-emergency-share')],
  factors: ['admissions', 'bed-days-per-admission'],
  frontier: true,
  questions: [
    'Is the difference in admissions or in length of stay?',
    'Which ages and conditions account for it?',
    'What care outside hospital is there instead?',
  ],
  references: ['Ham C, York N, Sutch S, Shaw R. Hospital bed utilisation in the NHS, Kaiser Permanente, and the US Medicare programme. BMJ 2003;327:1257.'],
});

export const admissions = hesRate({
  id: 'admissions',
  // More planned admissions can mean better access: no judgement on the total.
  polarity: 'no-judgement',
  title: 'Hospital admissions per 1,000 registered people',
  shortTitle: 'Admissions',
  plainTitle: 'How often people are admitted to hospital',
  plainSentence: 'How many times people went into hospital in the year, planned or not, for every 1,000 people on the list of a GP.',
  whyItMatters: 'Integrated systems aim to keep people well outside hospital. All admissions include planned operations, so more is not always worse.',
  domain: 'admissions',
  unit: 'admissions per 1,000 registered people',
  eventsUnit: 'admissions a year',
  numerator: { words: 'All admissions, planned and emergency (HES, “Admissions”)', figures: [hes('admissions')] },
  balancing: [worseHigher('bed-days-per-admission')],
  questions: ['How much is planned care?', 'Are day cases counted where others use clinics?'],
  references: ['NHS Digital. Hospital Admitted Patient Care Activity.'],
});

export const emergencyAdmissions = hesRate({
  id: 'emergency-admissions',
  polarity: 'lower-is-better',
  title: 'Emergency admissions per 1,000 registered people',
  shortTitle: 'Emergency admissions',
  plainTitle: 'Emergency stays in hospital',
  plainSentence: 'How often people had to go into hospital as an emergency in the year. It is for every 1,000 people on the list of a GP.',
  whyItMatters:
    'Good care outside hospital prevents some emergencies. Fewer emergency admissions is the first of the two ways in which integrated systems use fewer beds.',
  domain: 'admissions',
  unit: 'emergency admissions per 1,000 registered people',
  eventsUnit: 'emergency admissions a year',
  numerator: { words: 'Emergency admissions (HES, first column “Emergency”)', figures: [hes('emergency_admissions')] },
  balancing: [worseHigher('bed-days-per-admission'), worseHigher('zero-day-emergency-share')],
  frontier: true,
  questions: ['Which conditions could be cared for elsewhere?', 'Is same-day emergency care recorded as an admission here?'],
  references: ['NHS Digital. Hospital Admitted Patient Care Activity.'],
});

export const bedDaysPerAdmission = defineMeasure({
  ...common,
  id: 'bed-days-per-admission',
  title: 'Bed days per admission',
  shortTitle: 'Bed days per admission',
  plainTitle: 'How long people stay in hospital',
  plainSentence: 'The average number of nights for each time someone was admitted to hospital, day cases included.',
  whyItMatters: 'The second way in which integrated systems use fewer beds. It falls when short stays are added, so it must be read with admissions.',
  domain: 'bed-use',
  polarity: 'lower-is-better',
  statistic: 'mean',
  unit: 'bed days per admission',
  eventsUnit: 'bed days a year',
  shortUnit: 'days',
  multiplier: 1,
  decimals: 2,
  numerator: { words: 'Bed days of consultant episodes that ended in the year (HES, “FCE bed days”)', figures: [hes('fce_bed_days')] },
  denominator: { words: 'All admissions (HES, “Admissions”)', figures: [hes('admissions')] },
  standardisation: 'None. Recomputed from sums: the published mean length of stay is rounded to a whole day.',
  breaks: yearlyBreaks,
  withheld: [],
  balancing: [worseHigher('emergency-admissions')],
  caveats: ['Day cases count as admissions without a bed day.', ...hesCaveats],
  questions: ['Would stays look longer without day cases and same-day emergencies?', 'Where do people wait for care outside hospital?'],
  sources: ['hes-apc-ccg', 'org-changes'],
  references: ['NHS Digital. Hospital Admitted Patient Care Activity.'],
});

export const zeroDayEmergencyShare = defineMeasure({
  ...common,
  id: 'zero-day-emergency-share',
  title: 'Emergency admissions without a night in hospital',
  shortTitle: 'Same-day emergencies',
  plainTitle: 'Emergencies that went home the same day',
  plainSentence: 'Of every 100 emergency admissions, how many left hospital on the day they came.',
  whyItMatters:
    'Same-day emergency care can be good care. It can also be a way of counting: where more of it is recorded as an admission, admissions look high and stays look short.',
  domain: 'balancing',
  polarity: 'no-judgement',
  statistic: 'proportion',
  unit: '% of emergency admissions',
  eventsUnit: 'emergency admissions a year',
  shortUnit: '%',
  multiplier: 100,
  decimals: 1,
  numerator: {
    words: 'Emergency cases without a bed day (HES, second column “Emergency”, under “Zero bed day cases”)',
    figures: [hes('zero_bed_day_emergency')],
  },
  denominator: { words: 'Emergency admissions (HES, first column “Emergency”)', figures: [hes('emergency_admissions')] },
  standardisation: 'None needed: a share of the same admissions.',
  breaks: yearlyBreaks,
  withheld: [],
  balancing: [],
  caveats: ['Recording differs: some hospitals record same-day emergency care as an admission, others as an outpatient visit.', ...hesCaveats.slice(1)],
  questions: ['How is same-day emergency care recorded here?'],
  sources: ['hes-apc-ccg', 'org-changes'],
  references: ['NHS Digital. Hospital Admitted Patient Care Activity.'],
});

export const nonelectiveMonthly = defineMeasure({
  ...common,
  remarks: [],
  id: 'nonelective-monthly',
  title: 'Non-elective admissions per 1,000 registered people, monthly',
  shortTitle: 'Non-elective admissions, monthly',
  plainTitle: 'Unplanned stays in hospital, month by month',
  plainSentence: 'How many times people went into hospital unplanned in the month, for every 1,000 people registered with a GP.',
  whyItMatters: 'The monthly return shows winters and sudden changes that the yearly figures hide.',
  domain: 'admissions',
  polarity: 'lower-is-better',
  statistic: 'rate',
  unit: 'non-elective admissions in the month per 1,000 registered people',
  eventsUnit: 'non-elective admissions in the month',
  shortUnit: 'per 1,000',
  multiplier: 1000,
  decimals: 2,
  numerator: {
    words: 'Non-elective general and acute first finished consultant episodes in the month (Monthly Activity Return)',
    figures: [{ source: 'mar-ccg-monthly', item: 'nonelective' }],
  },
  denominator: { ...registered, words: `${registered.words}; for 2013-14 from the previous-year columns of the 2014-15 workbook` },
  standardisation: 'None. Months are not adjusted for their length or for the season: compare the same month of other years.',
  breaks: boundaryBreaks({ southCumbria: '2017-04', fyldeAndWyre: '2018-04' }),
  withheld: withheldFor(monthsOf),
  balancing: [worseHigher('bed-days-per-admission')],
  caveats: [
    'First finished consultant episodes are close to, but not the same as, HES emergency admissions (yearly sums correlate at 0.99).',
    'January to March 2020 are not in the data.',
    ...hesCaveats,
  ],
  questions: ['Is this month unusual for the time of year?', 'Did recording change?'],
  sources: ['mar-ccg-monthly', 'qof-ccg', 'org-changes'],
  references: ['NHS England. Monthly Activity Return, commissioner based.'],
});

/** Age bands of the population, and the ages of the hospital statistics that make up each. */
const ageBands: readonly [band: string, ages: readonly string[]][] = [
  ['age_00_04', ['age_0', 'age_1_4']],
  ['age_05_09', ['age_5_9']],
  ['age_10_14', ['age_10_14']],
  ['age_15_19', ['age_15', 'age_16', 'age_17', 'age_18', 'age_19']],
  ...[20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85].map((from): [string, string[]] => [`age_${from}_${from + 4}`, [`age_${from}_${from + 4}`]]),
  ['age_90_plus', ['age_90_plus']],
];

export const episodesForAge = defineMeasure({
  ...common,
  id: 'episodes-for-age',
  title: 'Finished hospital episodes against those expected for age',
  shortTitle: 'Episodes for age',
  plainTitle: 'Hospital care compared with what is usual at each age',
  plainSentence: 'How many times people were cared for by a hospital consultant in the year, for every 100 times that would be usual for people of their ages.',
  whyItMatters:
    'Older people need more hospital care. This sets each place against what its own mix of ages would lead one to expect at the rates of all other places.',
  domain: 'admissions',
  // Judged, unlike all admissions: age, the main reason why places differ, is taken out. The first caveat says what is not.
  polarity: 'lower-is-better',
  statistic: 'standardised-ratio',
  unit: 'episodes for each 100 expected at the age-specific rates of all other systems',
  eventsUnit: 'episodes a year',
  shortUnit: 'per 100 expected',
  multiplier: 100,
  decimals: 1,
  minimumDenominator: 1000,
  rankable: false,
  rankableReason:
    'An indirectly standardised value weighs each system by its own ages, so two of them must not be compared with one another: each is only set against 100.',
  numerator: {
    words: 'Finished consultant episodes by age (HES)',
    figures: ageBands.flatMap(([stratum, ages]) => ages.map((item) => ({ ...hes(item), stratum }))),
  },
  denominator: {
    words:
      'Episodes expected if registered people of each age had the rate of all other systems; the list of the year is spread over ages as residents of mid-2020 are',
    figures: ageBands.map(([stratum]) => ({ source: 'registered-by-age', item: stratum, stratum })),
  },
  standardisation:
    'Indirect, by 19 age bands, against all other systems of the level. Possible here because HES counts finished episodes by age; it does not for emergency admissions or bed days.',
  breaks: yearlyBreaks,
  withheld: withheldFor((year) => [year]),
  balancing: [worseHigher('emergency-admissions')],
  caveats: [
    'Fewer is taken as better because people of the same ages are compared. But planned operations are counted too, and few of those can also mean poor access; and need differs for other reasons than age.',
    'Episodes, not admissions: one stay can have several episodes, and hospitals differ in how they count them.',
    'The ages of registered people are taken from the residents of mid-2020 for every year.',
    'Ages that the publisher withholds in a CCG (1 to 7 episodes, from 2017-18) leave the system without a value.',
    ...hesCaveats.slice(1),
  ],
  questions: ['Is the count high because people are admitted more often, or because episodes are counted more finely?', 'Is it planned or emergency care?'],
  sources: ['hes-apc-ccg', 'qof-ccg', 'population', 'org-changes'],
  references: [
    'NHS Digital. Hospital Admitted Patient Care Activity.',
    'Breslow NE, Day NE. Statistical methods in cancer research, volume II. IARC, 1987, chapter 2.',
  ],
});
