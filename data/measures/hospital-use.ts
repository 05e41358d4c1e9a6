import { type Break, defineMeasure, type FigureRef, type Measure, type Withheld } from '../measure.ts';

const hes = (item: string): FigureRef => ({ source: 'hes-apc-ccg', item });

/** All-age registered list of the same year: the QOF workbook of the year, or its successor's previous-year column. */
const registered = {
  words: 'People registered with a general practice of the system, all ages, in the same financial year (QOF list size)',
  figures: [{ source: 'qof-ccg', topic: 'LIST', item: 'list_size' }],
} as const;

const southCumbria = ['01H', '01K', 'QHM', 'QE1'];

const southCumbriaBreak = (from: string): Break => ({
  from,
  systems: southCumbria,
  reason: 'South Cumbria moved from North Cumbria (01H) to Morecambe Bay (01K) on 1 April 2017; values before and after describe different populations.',
});

const southCumbriaWithheld = (periods: readonly string[]): Withheld => ({
  periods,
  systems: southCumbria,
  status: 'not-applicable',
  reason: 'The hospital figures of this year still count south Cumbria under 01H, the registered list already under 01K: a rate would divide one population by another.',
});

const common = {
  version: 1,
  edition: 'england',
  family: 'hospital use',
  disclosure: 'Published counts: from 2017-18 rounded to the nearest 5 by the publisher, 1 to 7 shown as *. A suppressed part makes the sum suppressed.',
  rankable: true,
  rankableReason: 'A crude rate with a common definition: comparable, but not adjusted for age or need. Ranks come with rank sets once dispersion is estimated.',
  levels: ['icb', 'sub-icb'],
  minimumDenominator: 1000,
  remarks: [],
  status: 'published',
  author: 'Yardstick measures desk',
  checker: 'Yardstick statistics desk',
  reviewed: '2026-11-21',
  nextReview: '2027-11-21',
} as const;

const hesCaveats = [
  'Crude: not adjusted for age, deprivation or need. HES gives no age split of emergency admissions by CCG, so age standardisation is not possible from these files.',
  'Counts belong to the CCG responsible for the patient, whichever hospital treated them.',
  'The intervals count chance alone. People return and stays cluster, so real year-to-year variation is many times larger: read small differences as no difference.',
];

const hesRate = (fields: Pick<Measure, 'polarity' | 'id' | 'title' | 'shortTitle' | 'plainTitle' | 'plainSentence' | 'whyItMatters' | 'domain' | 'unit' | 'balancing' | 'questions' | 'references'> & { numerator: Measure['numerator'] }): Measure =>
  defineMeasure({
    ...common,
    statistic: 'rate',
    shortUnit: 'per 1,000',
    multiplier: 1000,
    decimals: 1,
    denominator: registered,
    standardisation: 'None. The published tables give ages of episodes but not of emergency admissions; comparisons adjusted for age and deprivation use regression instead.',
    breaks: [southCumbriaBreak('2017-18')],
    withheld: [southCumbriaWithheld(['2016-17'])],
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
  plainSentence: 'How many nights people spent in hospital in the year, for every 1,000 people registered with a GP.',
  whyItMatters: 'Ham and colleagues found that Kaiser Permanente used about a third of the bed days that the NHS used for the same causes, by admitting less and sending people home sooner. Bed days are the product of the two.',
  domain: 'bed-use',
  unit: 'bed days per 1,000 registered people',
  numerator: { words: 'Bed days of consultant episodes that ended in the year (HES, “FCE bed days”)', figures: [hes('fce_bed_days')] },
  balancing: ['emergency-admissions', 'zero-day-emergency-share'],
  questions: ['Is the difference in admissions or in length of stay?', 'Which ages and conditions account for it?', 'What care outside hospital is there instead?'],
  references: ['Ham C, York N, Sutch S, Shaw R. Hospital bed utilisation in the NHS, Kaiser Permanente, and the US Medicare programme. BMJ 2003;327:1257.'],
});

export const admissions = hesRate({
  id: 'admissions',
  // More planned admissions can mean better access: no judgement on the total.
  polarity: 'no-judgement',
  title: 'Hospital admissions per 1,000 registered people',
  shortTitle: 'Admissions',
  plainTitle: 'How often people are admitted to hospital',
  plainSentence: 'How many times people went into hospital in the year, planned or not, for every 1,000 people registered with a GP.',
  whyItMatters: 'Integrated systems aim to keep people well outside hospital. All admissions include planned operations, so more is not always worse.',
  domain: 'admissions',
  unit: 'admissions per 1,000 registered people',
  numerator: { words: 'All admissions, planned and emergency (HES, “Admissions”)', figures: [hes('admissions')] },
  balancing: ['bed-days-per-admission'],
  questions: ['How much is planned care?', 'Are day cases counted where others use clinics?'],
  references: ['NHS Digital. Hospital Admitted Patient Care Activity.'],
});

export const emergencyAdmissions = hesRate({
  id: 'emergency-admissions',
  polarity: 'lower-is-better',
  title: 'Emergency admissions per 1,000 registered people',
  shortTitle: 'Emergency admissions',
  plainTitle: 'Emergency stays in hospital',
  plainSentence: 'How many times people were taken into hospital as an emergency in the year, for every 1,000 people registered with a GP.',
  whyItMatters: 'Good care outside hospital prevents some emergencies. Fewer emergency admissions is the first of the two ways in which integrated systems use fewer beds.',
  domain: 'admissions',
  unit: 'emergency admissions per 1,000 registered people',
  numerator: { words: 'Emergency admissions (HES, first column “Emergency”)', figures: [hes('emergency_admissions')] },
  balancing: ['bed-days-per-admission', 'zero-day-emergency-share'],
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
  shortUnit: 'days',
  multiplier: 1,
  decimals: 2,
  numerator: { words: 'Bed days of consultant episodes that ended in the year (HES, “FCE bed days”)', figures: [hes('fce_bed_days')] },
  denominator: { words: 'All admissions (HES, “Admissions”)', figures: [hes('admissions')] },
  standardisation: 'None. Recomputed from sums: the published mean length of stay is rounded to a whole day.',
  breaks: [southCumbriaBreak('2017-18')],
  withheld: [],
  balancing: ['emergency-admissions'],
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
  whyItMatters: 'Same-day emergency care can be good care. It can also be a way of counting: where more of it is recorded as an admission, admissions look high and stays look short.',
  domain: 'balancing',
  polarity: 'no-judgement',
  statistic: 'proportion',
  unit: '% of emergency admissions',
  shortUnit: '%',
  multiplier: 100,
  decimals: 1,
  numerator: { words: 'Emergency cases without a bed day (HES, second column “Emergency”, under “Zero bed day cases”)', figures: [hes('zero_bed_day_emergency')] },
  denominator: { words: 'Emergency admissions (HES, first column “Emergency”)', figures: [hes('emergency_admissions')] },
  standardisation: 'None needed: a share of the same admissions.',
  breaks: [southCumbriaBreak('2017-18')],
  withheld: [],
  balancing: [],
  caveats: ['Recording differs: some hospitals record same-day emergency care as an admission, others as an outpatient visit.', ...hesCaveats.slice(1)],
  questions: ['How is same-day emergency care recorded here?'],
  sources: ['hes-apc-ccg', 'org-changes'],
  references: ['NHS Digital. Hospital Admitted Patient Care Activity.'],
});

export const nonelectiveMonthly = defineMeasure({
  ...common,
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
  shortUnit: 'per 1,000',
  multiplier: 1000,
  decimals: 2,
  numerator: { words: 'Non-elective general and acute first finished consultant episodes in the month (Monthly Activity Return)', figures: [{ source: 'mar-ccg-monthly', item: 'nonelective' }] },
  denominator: { ...registered, words: `${registered.words}; for 2013-14 from the previous-year columns of the 2014-15 workbook` },
  standardisation: 'None. Months are not adjusted for their length or for the season: compare the same month of other years.',
  breaks: [southCumbriaBreak('2017-04')],
  withheld: [southCumbriaWithheld(['2016-04', '2016-05', '2016-06', '2016-07', '2016-08', '2016-09', '2016-10', '2016-11', '2016-12', '2017-01', '2017-02', '2017-03'])],
  balancing: ['bed-days-per-admission'],
  caveats: ['First finished consultant episodes are close to, but not the same as, HES emergency admissions (yearly sums correlate at 0.99).', 'January to March 2020 are not in the data.', ...hesCaveats],
  questions: ['Is this month unusual for the time of year?', 'Did recording change?'],
  sources: ['mar-ccg-monthly', 'qof-ccg', 'org-changes'],
  references: ['NHS England. Monthly Activity Return, commissioner based.'],
});
