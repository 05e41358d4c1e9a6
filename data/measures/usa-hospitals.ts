import { type Domain, defineMeasure, type Measure } from '../measure.ts';
import { notPublished, publishedValue, usaMeasure } from './usa.ts';

const notRanked =
  'CMS publishes a risk-standardised value without its interval in these files. The number of patients is published beside it (item “denominator”), but the interval of such a value also depends on CMS’s model, whose variance is not published here; the hospital-level files of Care Compare give an interval, and with them ranks could be had.';

const caveats = [
  'Patients with traditional Medicare and, for the veterans’ hospitals, veterans; members of Medicare Advantage plans are not counted in these years.',
  'Adjusted by CMS for illness and age; veterans differ from other patients in more than that.',
  'The values pool several years before the month shown.',
];

interface HospitalText {
  topic: string;
  id: string;
  title: string;
  shortTitle: string;
  plainTitle: string;
  plainSentence: string;
  domain: Domain;
  family: string;
  unit: string;
  shortUnit: string;
  decimals: number;
}

const texts: readonly HospitalText[] = [
  {
    topic: 'excess-days-heart-failure',
    id: 'excess-days-heart-failure',
    title: 'Heart failure: days back in hospital within 30 days, beyond what is expected',
    shortTitle: 'Heart failure: excess days',
    plainTitle: 'Days back in hospital after heart failure',
    plainSentence:
      'How many more days back in hospital, for every 100 patients with heart failure, than patients as ill as they would have on average. Below nought is fewer.',
    domain: 'bed-use',
    family: 'heart failure',
    unit: 'days per 100 discharges beyond what is expected',
    shortUnit: 'days per 100',
    decimals: 1,
  },
  {
    topic: 'readmission-hospital-wide',
    id: 'readmission-hospital-wide',
    title: 'Back in hospital within 30 days, all conditions (risk-standardised)',
    shortTitle: 'Readmissions, all conditions',
    plainTitle: 'Patients back in hospital within a month',
    plainSentence: 'Of every 100 patients sent home, how many came back unplanned within 30 days, adjusted for how ill they were.',
    domain: 'admissions',
    family: 'returns to hospital',
    unit: '% of discharges, risk-standardised',
    shortUnit: '%',
    decimals: 1,
  },
  {
    topic: 'readmission-copd',
    id: 'readmission-copd',
    title: 'Chronic lung disease: back in hospital within 30 days (risk-standardised)',
    shortTitle: 'Lung disease: readmissions',
    plainTitle: 'Patients with lung disease back in hospital within a month',
    plainSentence: 'Of every 100 patients sent home after a flare-up of lung disease, how many came back unplanned within 30 days.',
    domain: 'admissions',
    family: 'returns to hospital',
    unit: '% of discharges, risk-standardised',
    shortUnit: '%',
    decimals: 1,
  },
  {
    topic: 'mortality-heart-failure',
    id: 'mortality-heart-failure',
    title: 'Heart failure: deaths within 30 days of admission (risk-standardised)',
    shortTitle: 'Heart failure: deaths',
    plainTitle: 'Patients with heart failure who died within a month',
    plainSentence: 'Of every 100 patients admitted with heart failure, how many died within 30 days, adjusted for how ill they were.',
    domain: 'balancing',
    family: 'heart failure',
    unit: '% of admissions, risk-standardised',
    shortUnit: '%',
    decimals: 1,
  },
  {
    topic: 'mortality-copd',
    id: 'mortality-copd',
    title: 'Chronic lung disease: deaths within 30 days of admission (risk-standardised)',
    shortTitle: 'Lung disease: deaths',
    plainTitle: 'Patients with lung disease who died within a month',
    plainSentence: 'Of every 100 patients admitted with a flare-up of lung disease, how many died within 30 days, adjusted for how ill they were.',
    domain: 'balancing',
    family: 'lungs',
    unit: '% of admissions, risk-standardised',
    shortUnit: '%',
    decimals: 1,
  },
];

const common = {
  ...publishedValue,
  levels: ['hospital'],
  polarity: 'lower-is-better',
  eventsUnit: 'patients',
  rankableReason: notRanked,
  standardisation: 'Risk-standardised by CMS (hierarchical model of age and illness).',
  disclosure: 'Hospitals with too few cases have no value.',
  breaks: [],
  questions: ['Whose patients are these, and how ill were they before?', 'How many patients does the value rest on?'],
  references: ['Centers for Medicare & Medicaid Services. Overall Hospital Quality Star Rating: SAS input files of January 2019, July 2022 and July 2023.'],
} as const;

const starInputs = texts.map(({ topic, ...text }) =>
  defineMeasure({
    ...common,
    ...text,
    whyItMatters:
      'The Veterans Health Administration halved its bed days in the 1990s without harm to survival. These are the only published figures today in which its hospitals stand beside all others.',
    numerator: { words: `${text.title}: the value that CMS publishes`, figures: [{ source: 'cms-hospital-star-input', topic, item: 'value' }] },
    denominator: notPublished('Patients discharged; their number is published beside the value and is in the extract'),
    caveats,
    sources: ['cms-hospital-star-input'],
  }),
);

const overallRating = defineMeasure({
  ...common,
  id: 'hospital-overall-rating',
  polarity: 'higher-is-better',
  title: 'Overall hospital quality star rating',
  shortTitle: 'Overall hospital rating',
  plainTitle: 'The stars that Medicare gives the hospital',
  plainSentence: 'Medicare sums up dozens of figures about a hospital into one to five stars; five is best.',
  whyItMatters: 'The figure that patients see first, for the veterans’ hospitals since 2023 as well.',
  domain: 'balancing',
  family: 'summary',
  unit: 'stars of five',
  shortUnit: 'stars',
  eventsUnit: 'stars',
  decimals: 0,
  numerator: { words: 'The overall rating that CMS publishes', figures: [{ source: 'cms-care-compare-2024-07', topic: 'overall-rating', item: 'stars' }] },
  denominator: notPublished('None: a summary of several dozen measures'),
  standardisation: 'CMS compares hospitals with others that report as many groups of measures.',
  rankableReason: 'Five steps for five thousand hospitals, published without an interval.',
  caveats: ['One number for dozens of measures: hospitals with the same stars can differ in everything.'],
  sources: ['cms-care-compare-2024-07'],
  references: ['Centers for Medicare & Medicaid Services. Hospital Care Compare, release of 31 July 2024.'],
});

const heartFailureReturns = defineMeasure({
  ...common,
  id: 'excess-readmissions-heart-failure',
  title: 'Heart failure: readmissions for each expected (readmission programme)',
  shortTitle: 'Heart failure: excess readmissions',
  plainTitle: 'Returns to hospital after heart failure, against what was expected',
  plainSentence: 'Above 1 means more patients with heart failure came back within 30 days than expected of an average hospital with patients as ill.',
  whyItMatters: 'Medicare has cut payments by this figure since 2012; it is the best known yardstick contract for hospitals.',
  domain: 'admissions',
  family: 'heart failure',
  unit: 'predicted readmissions for each expected',
  shortUnit: 'ratio',
  decimals: 3,
  numerator: {
    words: 'Excess readmission ratio of the programme of 2024 (discharges of July 2019 to June 2022)',
    figures: [{ source: 'cms-care-compare-2024-07', topic: 'heart-failure', item: 'excess_ratio' }],
  },
  denominator: notPublished('Readmissions expected of an average hospital with the same patients'),
  caveats: [
    'An indirectly standardised value: each hospital is weighted by its own patients, so two hospitals must not be set against each other.',
    ...caveats.slice(0, 1),
  ],
  sources: ['cms-care-compare-2024-07'],
  references: ['Centers for Medicare & Medicaid Services. Hospital Readmissions Reduction Program, fiscal year 2024.'],
});

/** Cost reports with 3,700 to 37,000 beds where the hospital's other reports have a few hundred. */
const incredibleBeds: readonly (readonly [period: string, hospital: string])[] = [
  ['2016', '100314'],
  ['2016', '500019'],
  ['2016', '310028'],
  ['2016', '050179'],
  ['2017', '223300'],
  ['2017', '521357'],
];

const occupancy = defineMeasure({
  ...usaMeasure,
  id: 'acute-bed-occupancy-hospital',
  levels: ['hospital'],
  statistic: 'mean',
  title: 'Acute beds occupied, as a share of those set up',
  shortTitle: 'Acute beds occupied',
  plainTitle: 'How many of the hospital’s beds were in use',
  plainSentence: 'On an average day of the year, how many of every 100 acute beds had a patient in them.',
  whyItMatters: 'Empty beds cost nearly as much as full ones; beds that are always full leave no room for emergencies.',
  domain: 'bed-use',
  family: 'hospital use',
  polarity: 'no-judgement',
  unit: '% of acute beds',
  shortUnit: '%',
  eventsUnit: 'bed days a year',
  multiplier: 100,
  decimals: 1,
  minimumDenominator: 365,
  rankable: false,
  rankableReason: 'Neither many nor few occupied beds are good in themselves.',
  numerator: { words: 'Acute inpatient days in the year of the cost report', figures: [{ source: 'hcris-beds', item: 'acute_inpatient_days' }] },
  denominator: { words: 'Acute beds times the days that the report covers', figures: [{ source: 'hospital-beds', item: 'bed_days_available' }] },
  standardisation: 'None.',
  disclosure: 'Public records of Medicare cost reports; nothing is suppressed.',
  breaks: [],
  withheld: incredibleBeds.map(([period, hospital]) => ({
    periods: [period],
    systems: [hospital],
    status: 'missing',
    reason: 'The number of beds in the cost report is many times what any hospital has: an error of the report.',
  })),
  caveats: [
    'As the hospitals file it: some count beds set up, others beds licensed.',
    'Veterans’ and military hospitals file no cost reports.',
    'Only reports that cover about a year are counted.',
  ],
  questions: ['Are the beds counted those that are staffed?'],
  sources: ['hcris-beds'],
  references: ['Centers for Medicare & Medicaid Services. Healthcare Cost Report Information System (HCRIS), form 2552-10, worksheet S-3.'],
});

export const usaHospitalMeasures: readonly Measure[] = [...starInputs, heartFailureReturns, overallRating, occupancy];
