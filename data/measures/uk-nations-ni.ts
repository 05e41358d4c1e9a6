import { defineMeasure, type Measure } from '../measure.ts';
import { borrowedSpread, figuresOf, occupancyMeasure, ownDefinition, pandemic, ukNationsMeasure } from './uk-nations.ts';

const healthyr = figuresOf('ni-healthyr');
const acute = (item: string) => healthyr('acute-services', item);

const northernIreland = { ...ukNationsMeasure, family: 'Northern Ireland', sources: ['ni-healthyr'] } as const;

const spread = borrowedSpread('Five trusts');
const definition = ownDefinition('Northern Ireland');
const byTreatment =
  'By trust of treatment: Belfast has the hospitals for rare and severe illness of all Northern Ireland, and treats patients of the other four trusts.';
const southEasternGap =
  'South Eastern trust changed its record system in November 2023: its last quarter of 2023 covers part of the time and is missing, and so are its later figures.';
const disclosure = 'Published counts; nothing is suppressed.';
const bedReference = 'Department of Health, Northern Ireland. Hospital statistics: inpatient and day case activity.';
const acuteOnly = 'Acute services only: beds and admissions for older people, mothers and children, mental illness and learning disability are counted apart.';

const occupancy = defineMeasure({
  ...occupancyMeasure,
  ...northernIreland,
  id: 'ni-acute-bed-occupancy',
  title: 'Northern Ireland: acute beds occupied, as a share of available beds',
  shortTitle: 'Northern Ireland: acute beds occupied',
  plainTitle: 'How full hospital beds were in Northern Ireland',
  plainSentence: 'On an average day of the three months, how many of every 100 acute hospital beds had a patient in them.',
  whyItMatters: 'Trusts that run out of beds put off operations and keep people waiting in emergency departments.',
  eventsUnit: 'bed days in the quarter',
  numerator: { words: 'Occupied bed days of acute services in the quarter', figures: acute('occupied_bed_days') },
  denominator: { words: 'Available bed days of acute services in the quarter', figures: acute('available_bed_days') },
  // ten beds for a quarter
  minimumDenominator: 900,
  disclosure,
  caveats: [acuteOnly, southEasternGap, byTreatment, pandemic, spread, definition],
  references: [bedReference],
});

const bedDaysPerAdmission = defineMeasure({
  ...northernIreland,
  id: 'ni-bed-days-per-admission',
  // Not judged: no count of harm, such as deaths or returns to hospital, is published beside it by trust, so nobody could tell a good
  // shorter stay from a bad one.
  polarity: 'no-judgement',
  statistic: 'mean',
  title: 'Northern Ireland: acute bed days for each inpatient admission',
  shortTitle: 'Northern Ireland: days per admission',
  plainTitle: 'How long people stay in hospital in Northern Ireland',
  plainSentence: 'Days spent in acute hospital beds over three months for each time someone was admitted in them, day cases left out.',
  whyItMatters:
    'Northern Ireland has had hospital, community and social care in one organisation since 1973. If that helps people home sooner, stays should be short.',
  domain: 'bed-use',
  unit: 'acute bed days for each inpatient admission',
  eventsUnit: 'bed days in the quarter',
  shortUnit: 'days',
  multiplier: 1,
  decimals: 2,
  numerator: { words: 'Occupied bed days of acute services in the quarter', figures: acute('occupied_bed_days') },
  denominator: { words: 'Inpatients of acute services in the quarter, planned or not; day cases are not counted', figures: acute('inpatients') },
  standardisation: 'None. Recomputed from sums over hospitals and specialties.',
  minimumDenominator: 100,
  disclosure,
  rankable: false,
  rankableReason: 'Belfast treats the rare and severe illness of all trusts, and there is nothing in the file to adjust for it.',
  caveats: [
    'Stands for the length of stays and is not it: days of patients who came before the quarter are counted, and those who leave after it have days in the next.',
    'Falls when short planned stays are added, and rises when operations are put off or done in a day. No deaths or returns to hospital are published beside it, so shorter is not called better.',
    acuteOnly,
    southEasternGap,
    byTreatment,
    pandemic,
    spread,
    definition,
  ],
  questions: ['Did planned stays become fewer, or day cases more?', 'How many patients wait for care at home?'],
  references: [bedReference],
});

const nonElectiveShare = defineMeasure({
  ...northernIreland,
  id: 'ni-non-elective-share',
  polarity: 'no-judgement',
  statistic: 'proportion',
  title: 'Northern Ireland: non-elective admissions as a share of acute inpatients',
  shortTitle: 'Northern Ireland: unplanned admissions',
  plainTitle: 'Hospital stays that were not planned in Northern Ireland',
  plainSentence: 'Of every 100 people admitted to acute hospital beds, day cases left out, how many came unplanned.',
  whyItMatters: 'Where most beds go to emergencies, planned operations wait.',
  domain: 'admissions',
  unit: '% of acute inpatients',
  eventsUnit: 'unplanned admissions in the quarter',
  shortUnit: '%',
  multiplier: 100,
  decimals: 1,
  numerator: { words: 'Non-elective inpatients of acute services in the quarter', figures: acute('non_elective_inpatients') },
  denominator: { words: 'All inpatients of acute services in the quarter; day cases are not counted', figures: acute('inpatients') },
  standardisation: 'None needed: a share of the same admissions.',
  minimumDenominator: 100,
  disclosure,
  rankable: false,
  rankableReason:
    'The share rises with emergencies and also when operations are done in a day instead of with a night in hospital. Neither end is good in itself.',
  caveats: [
    'Planned operations done in a day are not counted: trusts that do more of them so have a higher share of unplanned admissions.',
    acuteOnly,
    southEasternGap,
    byTreatment,
    pandemic,
    spread,
    definition,
  ],
  questions: ['Is the share high because of many emergencies, or of few planned stays?'],
  references: [bedReference],
});

const longWaits = defineMeasure({
  ...northernIreland,
  id: 'ni-waits-over-52-weeks',
  polarity: 'lower-is-better',
  statistic: 'proportion',
  title: 'Northern Ireland: people waiting over 52 weeks, as a share of all who wait',
  shortTitle: 'Northern Ireland: waits over a year',
  plainTitle: 'Waits of more than a year in Northern Ireland',
  plainSentence: 'Of every 100 people on the trust’s waiting lists, how many had waited longer than a year.',
  whyItMatters: 'A short stay in hospital is no gain if people wait years for it. Waiting is how a system without choice may ration care.',
  domain: 'experience',
  unit: '% of people waiting',
  eventsUnit: 'people waiting over a year',
  shortUnit: '%',
  multiplier: 100,
  decimals: 1,
  numerator: {
    words: 'People on waiting lists at the end of the quarter who had waited over 52 weeks',
    figures: healthyr('waiting-lists', 'waits_over_52_weeks'),
  },
  denominator: { words: 'All people on waiting lists at the end of the quarter, added up over specialties', figures: healthyr('waiting-lists', 'waits') },
  standardisation: 'None: the lists of specialties are added up.',
  minimumDenominator: 100,
  disclosure,
  rankable: true,
  rankableReason:
    'One definition, and all who wait are counted. Five trusts are the fewest that can be ranked: since December 2023 South Eastern has no figures, and no later table has ranks.',
  caveats: [
    'South Eastern has no figures from December 2023 and Belfast none from June 2024, when they changed systems: they are missing, not short.',
    'Counted in the last month of each quarter.',
    'Patients moved to a regional day procedure centre are in no trust’s list: a trust that moved many looks better.',
    'Trusts differ in their specialties: Belfast has those of all Northern Ireland, with waits of their own.',
    'A share of the list: it falls when many new patients join it.',
    pandemic,
    spread,
    definition,
  ],
  questions: ['Which specialties do people wait for longest?', 'Did the list get longer at the same time?'],
  references: ['Department of Health, Northern Ireland. Waiting time statistics: inpatient and outpatient.'],
});

export const northernIrishMeasures: readonly Measure[] = [bedDaysPerAdmission, occupancy, nonElectiveShare, longWaits];
