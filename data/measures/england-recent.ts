import { defineMeasure, type FigureRef, type Measure } from '../measure.ts';
import { englandMeasure } from './england.ts';

const common = {
  ...englandMeasure,
  reviewed: '2026-11-22',
  nextReview: '2027-11-22',
  levels: ['trust'],
  withheld: [],
  remarks: [],
  balancing: [],
  multiplier: 100,
  decimals: 1,
  shortUnit: '%',
  family: 'hospitals since 2010',
  standardisation: 'None. Trusts differ in what they treat and whom; the yardstick of others takes no account of it.',
  disclosure: 'Published counts and averages; nothing is suppressed.',
} as const;

/** Pennine Acute was divided between these two in October 2021. */
const pennine = ['R0A', 'RM3', 'RW6'];
const pennineBreak = (from: string) =>
  ({
    from,
    systems: pennine,
    reason: 'Pennine Acute (RW6) was divided between Manchester (R0A) and Salford (RM3) on 1 October 2021: its figures before cannot be.',
  }) as const;

const hospitalCaveat = 'By trust, wherever patients live: a trust’s people are those of its catchment in 2018.';
const mergedCaveat = 'Trusts that merged are added up for the whole series, under the code of the trust that follows them.';
const notTrusts = 'General acute trusts only: specialist, mental health, community and ambulance trusts are not in the table.';

const kh03 = (item: string): FigureRef => ({ source: 'kh03', topic: 'general-acute', item });
const uec = (item: string): FigureRef => ({ source: 'beds-monthly-uec', topic: 'general-acute', item });
const emergency = (item: string): FigureRef => ({ source: 'ae-series', topic: 'all', item });
const winter = (item: string): FigureRef => ({ source: 'winter-sitrep', topic: 'long-stay', item });
const discharge = (topic: string, item: string): FigureRef => ({ source: 'discharge-ready', topic, item });

/** Months from one to another, both included: `2022-11` to `2023-02` are four. */
function months(from: string, to: string): string[] {
  const count = (label: string): number => 12 * Number(label.slice(0, 4)) + Number(label.slice(5)) - 1;
  return Array.from({ length: count(to) - count(from) + 1 }, (_, index) => {
    const month = count(from) + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

/** Boards of the fourteen trusts that tried other targets until May 2023: each board's figure falls by 2 to 39 points the month after. */
const boardsOfTrials = ['QVV', 'QHG', 'QNQ', 'QF7', 'QJG', 'QUE', 'QRL', 'QJK', 'QPM', 'QRV', 'QHM', 'QT1', 'QWO'];

const occupancyText = {
  whyItMatters:
    'Above nine in ten, hospitals run out of room for emergencies; far below, beds and staff stand idle. How many beds are open is a choice, so the share moves with both.',
  domain: 'bed-use',
  polarity: 'no-judgement',
  statistic: 'mean',
  eventsUnit: 'bed days',
  unit: '% of open general and acute beds',
  minimumDenominator: 1000,
  rankable: false,
  rankableReason: 'Neither a high nor a low share is good in itself.',
  questions: ['How many beds were opened or closed?', 'How many patients were ready to leave?', 'How long did patients wait for a bed?'],
} as const;

const quarterlyOccupancy = defineMeasure({
  ...common,
  ...occupancyText,
  id: 'bed-occupancy',
  title: 'General and acute beds occupied overnight, by quarter',
  shortTitle: 'Beds occupied, by quarter',
  plainTitle: 'How full the hospital’s beds were',
  plainSentence: 'On an average night of the quarter, how many of every 100 open beds had a patient in them.',
  numerator: { words: 'Occupied general and acute bed days: average nightly beds times the nights of the quarter', figures: [kh03('occupied_bed_days')] },
  denominator: { words: 'Open general and acute bed days, counted alike', figures: [kh03('available_bed_days')] },
  breaks: [pennineBreak('2021-Q4')],
  caveats: [
    hospitalCaveat,
    mergedCaveat,
    notTrusts,
    'Overnight beds only; beds open during the day alone are not in it.',
    'From 2020 beds were closed to keep patients apart: read 2020 and 2021 with care.',
  ],
  sources: ['kh03', 'trust-changes'],
  references: ['NHS England. Bed availability and occupancy (KH03), quarterly, from 2010-11.'],
});

const monthlyOccupancy = defineMeasure({
  ...common,
  ...occupancyText,
  id: 'bed-occupancy-monthly',
  title: 'General and acute beds occupied, by month since April 2022',
  shortTitle: 'Beds occupied, by month',
  plainTitle: 'How full the hospital’s beds were, month by month',
  plainSentence: 'On an average day of the month, how many of every 100 open beds had a patient in them.',
  numerator: { words: 'Occupied general and acute bed days: daily average times the days of the month', figures: [uec('occupied_bed_days')] },
  denominator: { words: 'Open general and acute bed days, counted alike', figures: [uec('available_bed_days')] },
  breaks: [],
  caveats: [
    hospitalCaveat,
    notTrusts,
    'Adults and children; escalation beds are in it. Other rules than those of the quarterly count: the two are not to be joined.',
    'August 2022 is not there: the published figures of that month repeat those of July.',
  ],
  sources: ['beds-monthly-uec', 'trust-changes'],
  references: ['NHS England. Urgent and Emergency Care daily situation reports: monthly bed figures.'],
});

const longStay = (days: 7 | 21, words: { plain: string; nights: string }) =>
  defineMeasure({
    ...common,
    id: `long-stay-${days}`,
    title: `Winter: beds filled by patients there for more than ${words.nights}`,
    shortTitle: `Stays over ${days} days (winter)`,
    plainTitle: `Patients in hospital for more than ${words.plain}`,
    plainSentence: `Of every 100 filled beds on a winter’s day, how many held someone who had been there for more than ${words.plain}.`,
    whyItMatters:
      'Length of stay is what integrated systems shortened most. Long stays are few patients but many bed days, and most of the time they wait for something outside the hospital.',
    domain: 'bed-use',
    polarity: 'lower-is-better',
    statistic: 'proportion',
    unit: '% of filled general and acute beds',
    eventsUnit: 'bed days a month',
    minimumDenominator: 1000,
    rankable: true,
    rankableReason: 'One definition for all trusts; not adjusted for who the patients are, and trusts with wards for rehabilitation look high.',
    numerator: {
      words: `Bed days of patients who had been there for more than ${words.nights}, on days that were counted`,
      figures: [winter(`long_stay_${days}`)],
    },
    denominator: { words: 'General and acute bed days filled, on the same days', figures: [winter('occupied_when_long_stay')] },
    breaks: [pennineBreak('2021-11')],
    caveats: [
      hospitalCaveat,
      mergedCaveat,
      notTrusts,
      'Winter only (late November to early March or April), since 2017-18; a month is of the days that were counted in it.',
      'Days on which a trust sent no long stays at all, or more of over 21 days than of over 7, are left out.',
      'Stays of over 14 days are in no published winter file and are not shown.',
    ],
    questions: ['What do these patients wait for?', 'Are rehabilitation beds counted here?', 'Do patients come back sooner where stays are short?'],
    sources: ['winter-sitrep', 'trust-changes'],
    references: ['NHS England. Winter daily situation reports, 2017-18 to 2022-23.'],
  });

const fourHours = defineMeasure({
  ...common,
  id: 'emergency-four-hours',
  levels: ['icb', 'trust'],
  title: 'Emergency visits dealt with within four hours',
  shortTitle: 'Seen within four hours',
  plainTitle: 'How often an emergency visit took less than four hours',
  plainSentence: 'Of every 100 visits to accident and emergency, how many ended within four hours: sent home, moved on or given a bed.',
  whyItMatters: 'Waits are long where beds are full and patients ready to leave cannot: the emergency department shows what the rest of the system does.',
  domain: 'admissions',
  polarity: 'higher-is-better',
  statistic: 'proportion',
  unit: '% of visits',
  eventsUnit: 'visits a month',
  minimumDenominator: 100,
  rankable: true,
  rankableReason: 'One definition for all; trusts with walk-in centres of their own have more quick visits, and so look better.',
  numerator: { words: 'Visits that ended within four hours, all types of department', figures: [emergency('within_4_hours')] },
  denominator: { words: 'Visits, all types of department', figures: [emergency('attendances')] },
  withheld: [
    {
      periods: months('2022-04', '2023-05'),
      systems: boardsOfTrials,
      status: 'missing',
      reason:
        'A trust here tried other targets until May 2023 and sent no waits. The published figure of the board counts all visits to it as within four hours, which cannot be.',
    },
  ],
  breaks: [{ from: '2021-04', reason: 'From April 2021 the figures come from another file, after two years without figures.' }, pennineBreak('2021-10')],
  caveats: [
    'Counted where the visit took place, not where people live: boards with a large hospital count visitors too.',
    mergedCaveat,
    notTrusts,
    'Fourteen trusts tried other targets until May 2023 and have no figure for these months.',
    'February and March 2025 are not there: the published files repeat those of 2024.',
  ],
  questions: ['How many visits are to a walk-in centre?', 'How many patients wait for a bed?', 'What happens after four hours?'],
  sources: ['ae-series', 'trust-changes'],
  references: ['NHS England. A&E attendances and emergency admissions, monthly.'],
});

const admittedOfVisits = defineMeasure({
  ...common,
  id: 'emergency-admitted-share',
  title: 'Emergency visits that end in an admission, 2016 to 2019',
  shortTitle: 'Admitted from emergency',
  plainTitle: 'How often an emergency visit ended in a hospital bed',
  plainSentence: 'Of every 100 visits to accident and emergency, how many ended with a stay in hospital.',
  whyItMatters: 'Kaiser and Group Health admitted less. Whether a visit becomes a stay depends on how ill people are and on what else there is for them.',
  domain: 'admissions',
  polarity: 'no-judgement',
  statistic: 'proportion',
  unit: '% of visits',
  eventsUnit: 'visits a month',
  minimumDenominator: 100,
  rankable: false,
  rankableReason: 'Who comes differs too much, and neither many nor few admissions are good in themselves.',
  numerator: { words: 'Emergency admissions through the trust’s own emergency departments', figures: [emergency('emergency_admissions_via_ae')] },
  denominator: { words: 'Visits, all types of department', figures: [emergency('attendances')] },
  breaks: [],
  caveats: [
    hospitalCaveat,
    mergedCaveat,
    notTrusts,
    'From 2021 on the published admissions include those that did not come through the department: another measure.',
  ],
  questions: ['How ill are those who come?', 'Is there an assessment unit, and is a stay there an admission?'],
  sources: ['ae-series', 'trust-changes'],
  references: ['NHS England. A&E attendances and emergency admissions, monthly.'],
});

const admissionsPerVisit = defineMeasure({
  ...common,
  id: 'emergency-admissions-per-visit',
  levels: ['icb', 'trust'],
  statistic: 'mean',
  title: 'Emergency admissions for every 100 emergency visits, since 2021',
  shortTitle: 'Admissions per 100 visits',
  plainTitle: 'Emergency stays for every 100 emergency visits',
  plainSentence: 'How many emergency stays in hospital began for every 100 visits to accident and emergency.',
  whyItMatters: 'Kaiser and Group Health admitted less. Whether a visit becomes a stay depends on how ill people are and on what else there is for them.',
  domain: 'admissions',
  polarity: 'no-judgement',
  unit: 'emergency admissions per 100 visits',
  shortUnit: 'per 100',
  eventsUnit: 'admissions a month',
  minimumDenominator: 100,
  rankable: false,
  rankableReason: 'Who comes differs too much, and neither many nor few admissions are good in themselves.',
  numerator: { words: 'Emergency admissions, whether or not through the emergency department', figures: [emergency('emergency_admissions')] },
  denominator: { words: 'Visits, all types of department', figures: [emergency('attendances')] },
  withheld: [
    {
      periods: ['2022-04'],
      systems: ['QVV'],
      status: 'missing',
      reason: 'The published numbers of admissions and of visits are the same in this month, which cannot be.',
    },
    {
      periods: ['2022-04'],
      systems: ['RBD'],
      status: 'missing',
      reason: 'The published file has twice as many admissions as visits in this month, which cannot be.',
    },
  ],
  breaks: [pennineBreak('2021-10')],
  caveats: [
    'Counted where the visit took place, not where people live.',
    notTrusts,
    'February and March 2025 are not there: the published files repeat those of 2024.',
  ],
  questions: ['How many admissions come straight from a GP?', 'Is a stay in an assessment unit an admission?'],
  sources: ['ae-series', 'trust-changes'],
  references: ['NHS England. A&E attendances and emergency admissions, monthly.'],
});

const readyToLeave = {
  whyItMatters:
    'Each of these patients fills a bed that someone else waits for; most wait for care at home or in a home. It is the part of the stay that the hospital alone cannot shorten.',
  domain: 'bed-use',
  polarity: 'lower-is-better',
  statistic: 'mean',
  eventsUnit: 'bed days a month',
  questions: ['What do they wait for?', 'Is the count made every day, by the same people?', 'Do patients come back sooner where few wait?'],
  references: ['NHS England. Discharge delays: acute hospital discharge situation reports, from April 2022.'],
} as const;

const beyondNeed = defineMeasure({
  ...common,
  ...readyToLeave,
  id: 'criteria-to-reside-beds',
  title: 'Beds filled by patients who no longer need to be in hospital',
  shortTitle: 'Beds of patients ready to leave',
  plainTitle: 'Beds held by people who are ready to leave',
  plainSentence: 'Of every 100 filled beds, how many held someone who no longer needed to be in hospital.',
  unit: '% of filled general and acute beds',
  minimumDenominator: 1000,
  rankable: true,
  rankableReason: 'One definition for all, but trusts differ in how they apply it, and the beds are from another return: read small differences with care.',
  numerator: {
    words: 'Patient days of patients who did not meet the criteria to reside, on days that were counted',
    figures: [discharge('criteria-to-reside', 'not_meeting_criteria_patient_days')],
  },
  denominator: {
    words: 'General and acute beds filled on average in the month, times the same days',
    figures: [{ source: 'criteria-beds', item: 'occupied_bed_days' }],
  },
  withheld: [
    {
      periods: ['2024-06', '2024-07'],
      systems: ['RNZ', 'RN3'],
      status: 'missing',
      reason: 'The trust sent almost no such patients in these months, and about a quarter of its beds in those around them.',
    },
  ],
  breaks: [],
  caveats: [
    hospitalCaveat,
    notTrusts,
    'Until May 2023 a day on which a trust sent nothing stands as zero in the file; such days are left out.',
    'Numerator and denominator come from two returns.',
  ],
  sources: ['discharge-ready', 'beds-monthly-uec', 'trust-changes'],
});

const beyondNeedOfBoards = defineMeasure({
  ...common,
  ...readyToLeave,
  id: 'criteria-to-reside-discharges',
  levels: ['icb'],
  title: 'Days of patients who no longer need to be in hospital, per 100 discharges',
  shortTitle: 'Days ready to leave',
  plainTitle: 'Days spent in hospital by people who are ready to leave',
  plainSentence: 'For every 100 people who left hospital, how many days people spent there who no longer needed to.',
  unit: 'patient days per 100 discharges',
  shortUnit: 'per 100',
  minimumDenominator: 100,
  rankable: false,
  rankableReason: 'Trusts that sent nothing are silently left out of a board’s sum, so boards’ figures do not cover the same share of their hospitals.',
  numerator: {
    words: 'Patient days of patients who did not meet the criteria to reside, hospitals of the board',
    figures: [discharge('criteria-to-reside', 'not_meeting_criteria_patient_days')],
  },
  denominator: { words: 'Patients discharged, hospitals of the board', figures: [discharge('discharges', 'patients_discharged')] },
  breaks: [],
  caveats: [
    'By hospitals in the board’s area, not by where people live.',
    'Cambridgeshire and Peterborough has no figures after August 2023.',
    'Patients discharged and patients counted as ready are not always reported on the same days.',
  ],
  sources: ['discharge-ready', 'geography'],
});

const apportioned = defineMeasure({
  ...common,
  id: 'beds-apportioned',
  levels: ['icb'],
  statistic: 'rate',
  title: 'General and acute bed days per 1,000 residents, apportioned',
  shortTitle: 'Bed days, apportioned',
  plainTitle: 'Time that residents spend in hospital beds, worked out',
  plainSentence: 'About how many days in a hospital bed there were in the month, for every 1,000 residents, worked out from who uses which hospital.',
  whyItMatters: 'Since 2021 no bed days are published by where people live. This is the nearest that can be had, and it is a calculation, not a count.',
  domain: 'bed-use',
  polarity: 'no-judgement',
  unit: 'bed days a month per 1,000 residents, apportioned by catchment shares',
  shortUnit: 'per 1,000',
  eventsUnit: 'bed days a month',
  multiplier: 1000,
  minimumDenominator: 1000,
  rankable: false,
  rankableReason: 'Apportioned. Every trust’s beds are shared out by the homes of its patients in one year, as if all patients stayed equally long.',
  numerator: {
    words: 'Occupied bed days of each trust times the share of its catchment population that lives in the board, added up',
    figures: [{ source: 'beds-apportioned', item: 'occupied_bed_days' }],
  },
  denominator: { words: 'Residents, mid-2020', figures: [{ source: 'beds-apportioned', item: 'residents' }] },
  standardisation: 'None: not adjusted for age or need.',
  breaks: [],
  caveats: [
    'Apportioned: it assumes that a trust’s patients from every board stay equally long, and that catchments have not moved since the year that they describe.',
    'Residents are those of mid-2020 in every month.',
    'Beds of specialist trusts are in it; beds outside the NHS are not.',
    'August 2022 is not there: the published figures of that month repeat those of July.',
  ],
  questions: ['How far do patients travel?', 'Have hospitals merged or moved since?'],
  sources: ['beds-monthly-uec', 'trust-places', 'population'],
  references: [
    'NHS England. Urgent and Emergency Care daily situation reports: monthly bed figures.',
    'Office for Health Improvement and Disparities. NHS acute trust catchment populations.',
  ],
});

export const englandRecentMeasures: readonly Measure[] = [
  quarterlyOccupancy,
  monthlyOccupancy,
  longStay(7, { plain: 'a week', nights: 'seven days' }),
  longStay(21, { plain: 'three weeks', nights: '21 days' }),
  fourHours,
  admittedOfVisits,
  admissionsPerVisit,
  beyondNeed,
  beyondNeedOfBoards,
  apportioned,
];
