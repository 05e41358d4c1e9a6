import { defineMeasure, type Measure } from '../measure.ts';
import { figuresOf, occupancyMeasure, ownDefinition, pandemic, ukNationsMeasure } from './uk-nations.ts';

const phs = figuresOf('public-health-scotland');
const healthyr = figuresOf('scotland-healthyr');
const beds = figuresOf('scotland-beds');

const scotland = { ...ukNationsMeasure, family: 'Scotland' } as const;

const definition = ownDefinition('Scotland');
const byTreatment =
  'By board of treatment: patients from other boards are counted where they are treated. Boards with specialist hospitals look busier than their residents are, and the islands less busy.';
const jubilee = 'The Golden Jubilee, a national hospital for planned operations, belongs to no board and is not counted; nor are hospitals outside the NHS.';
const projections = 'Residents are an estimate for 2018 and, for later years, the projection made from it: it knows nothing of the pandemic.';
const disclosure = 'Published counts. Public Health Scotland alters small counts slightly so that nobody can be recognised.';
const twoBedSeries =
  'To the first quarter of 2019 from the open data of Public Health Scotland, later from a newer table of the same figures. Where both have a quarter they differ by revisions of under 3%.';

const treatmentAgainstResidence =
  'Patients are counted where they are treated and people where they live, so a specialist hospital raises the value of its board and lowers that of its neighbours.';

const residents = {
  words: 'People who live in the area of the board, in the calendar year in which the quarter lies',
  figures: phs('population', 'all_ages'),
} as const;

const acuteBedDays = defineMeasure({
  ...scotland,
  id: 'scotland-acute-bed-days',
  // No judgement, although fewer bed days are what integrated systems aim for: the value says as much about where patients are sent.
  polarity: 'no-judgement',
  statistic: 'rate',
  title: 'Scotland: acute bed days in the quarter per 1,000 people',
  shortTitle: 'Scotland: acute bed days',
  plainTitle: 'Time spent in hospital beds in Scotland',
  plainSentence: 'How many days people spent in beds of the board’s hospitals over three months, for every 1,000 people who live there.',
  whyItMatters:
    'Bed days are what integrated systems are first of all meant to save: Ham and colleagues found that the NHS used three and a half times the bed days of Kaiser Permanente. Scotland’s boards run hospital and community care together.',
  domain: 'bed-use',
  unit: 'acute bed days in the quarter per 1,000 people',
  eventsUnit: 'bed days in the quarter',
  shortUnit: 'per 1,000',
  multiplier: 1000,
  decimals: 1,
  numerator: {
    words: 'Occupied staffed beds of all acute specialties, added up over the days of the quarter',
    figures: beds('all-acute', 'occupied_bed_days'),
  },
  denominator: residents,
  standardisation: 'None. The ages of patients in beds are not published with the beds.',
  minimumDenominator: 1000,
  disclosure: 'Published counts; nothing is suppressed.',
  rankable: false,
  rankableReason: treatmentAgainstResidence,
  balancing: [{ measure: 'scotland-mortality-30-days', worse: 'higher' }],
  caveats: [
    `${byTreatment} That is why no value is called better or worse: read how a board changes, not how it differs from others.`,
    projections,
    jubilee,
    'Staffed beds only; people who leave on the day they come may have no bed day.',
    twoBedSeries,
    pandemic,
    definition,
  ],
  questions: ['How many of the patients come from other boards?', 'Is the difference in how many come, or in how long they stay?'],
  sources: ['scotland-healthyr', 'public-health-scotland'],
  references: [
    'Public Health Scotland. Beds by NHS board of treatment and specialty.',
    'Ham C, York N, Sutch S, Shaw R. Hospital bed utilisation in the NHS, Kaiser Permanente, and the US Medicare programme. BMJ 2003;327:1257.',
  ],
});

const occupancy = defineMeasure({
  ...occupancyMeasure,
  ...scotland,
  id: 'scotland-acute-bed-occupancy',
  title: 'Scotland: acute beds occupied, as a share of staffed beds',
  shortTitle: 'Scotland: acute beds occupied',
  plainTitle: 'How full hospital beds were in Scotland',
  plainSentence: 'On an average day of the three months, how many of every 100 staffed hospital beds had a patient in them.',
  whyItMatters: 'Boards that run out of beds put off operations and keep people waiting in emergency departments.',
  eventsUnit: 'bed days in the quarter',
  numerator: {
    words: 'Occupied staffed beds of all acute specialties, added up over the days of the quarter',
    figures: beds('all-acute', 'occupied_bed_days'),
  },
  denominator: { words: 'Available staffed beds of all acute specialties, added up in the same way', figures: beds('all-acute', 'available_bed_days') },
  // ten beds for a quarter
  minimumDenominator: 900,
  disclosure: 'Published counts; nothing is suppressed.',
  caveats: [
    'Staffed beds only: a board that closes a ward for want of nurses looks fuller.',
    'Small island hospitals are often half empty because a few beds must be kept open.',
    byTreatment,
    jubilee,
    twoBedSeries,
    pandemic,
    definition,
  ],
  sources: ['scotland-healthyr', 'public-health-scotland'],
  references: ['Public Health Scotland. Beds by NHS board of treatment and specialty.'],
});

const emergencyStay = defineMeasure({
  ...scotland,
  id: 'scotland-emergency-stay',
  // Judged, because deaths and the number of stays are published beside it for the same boards and quarters: a shorter stay is only
  // called an improvement without reserve where neither got worse.
  polarity: 'lower-is-better',
  statistic: 'mean',
  title: 'Scotland: days for each emergency stay in hospital',
  shortTitle: 'Scotland: length of emergency stays',
  plainTitle: 'How long people stay after an emergency in Scotland',
  plainSentence: 'Some people have to go into hospital as an emergency. This is how many days they stay there, on average.',
  whyItMatters:
    'A board that also runs care outside hospital can send people home sooner. Shorter stays are only good if people are well enough to leave, so deaths are read beside them.',
  domain: 'bed-use',
  unit: 'days for each emergency stay',
  eventsUnit: 'days in hospital in the quarter',
  shortUnit: 'days',
  multiplier: 1,
  decimals: 2,
  numerator: { words: 'Days of emergency inpatient stays that ended in the quarter', figures: phs('emergency-inpatients', 'length_of_stay') },
  denominator: { words: 'Emergency inpatient stays that ended in the quarter', figures: phs('emergency-inpatients', 'stays') },
  standardisation: 'None. Recomputed from sums over the fifths of deprivation; ages are not in the file.',
  minimumDenominator: 100,
  disclosure,
  rankable: false,
  rankableReason:
    'The islands send their sickest patients to the mainland and specialist hospitals receive them, so stays differ by who is treated. The file has no ages or illnesses to adjust for.',
  balancing: [
    { measure: 'scotland-mortality-30-days', worse: 'higher' },
    { measure: 'scotland-emergency-stays', worse: 'higher' },
  ],
  caveats: [
    'Falls when many short stays are added, so it must be read with the number of emergency stays.',
    'A transfer to another hospital of the board continues the stay. Crude: not adjusted for age or illness.',
    'The latest quarter is provisional.',
    byTreatment,
    pandemic,
    definition,
  ],
  questions: ['Where do people wait for care outside hospital?', 'Did very short stays become more common?'],
  sources: ['public-health-scotland'],
  references: ['Public Health Scotland. Inpatient and daycase activity by NHS board of treatment and deprivation.'],
});

const emergencyStays = defineMeasure({
  ...scotland,
  id: 'scotland-emergency-stays',
  polarity: 'no-judgement',
  statistic: 'rate',
  title: 'Scotland: emergency stays in hospital in the quarter per 1,000 people',
  shortTitle: 'Scotland: emergency stays',
  plainTitle: 'Emergency stays in hospital in Scotland',
  plainSentence: 'How many times people were taken into the board’s hospitals as an emergency over three months, for every 1,000 people who live there.',
  whyItMatters: 'Good care outside hospital prevents some emergencies. Set beside the length of stays it shows whether short stays were added.',
  domain: 'admissions',
  unit: 'emergency stays in the quarter per 1,000 people',
  eventsUnit: 'emergency stays in the quarter',
  shortUnit: 'per 1,000',
  multiplier: 1000,
  decimals: 1,
  numerator: { words: 'Emergency inpatient stays that ended in the quarter', figures: phs('emergency-inpatients', 'stays') },
  denominator: residents,
  standardisation: 'None: ages of patients are not in the file.',
  minimumDenominator: 1000,
  disclosure,
  rankable: false,
  rankableReason: treatmentAgainstResidence,
  balancing: [{ measure: 'scotland-emergency-stay', worse: 'higher' }],
  caveats: [
    `${byTreatment} That is why no value is called better or worse.`,
    'Whether people who are seen and sent home within hours count as a stay is up to each hospital.',
    projections,
    pandemic,
    definition,
  ],
  questions: ['Which conditions could be cared for elsewhere?', 'Are same-day emergencies counted as stays here?'],
  sources: ['public-health-scotland'],
  references: ['Public Health Scotland. Inpatient and daycase activity by NHS board of treatment and deprivation.'],
});

const emergencyShare = defineMeasure({
  ...scotland,
  id: 'scotland-emergency-share',
  polarity: 'no-judgement',
  statistic: 'proportion',
  title: 'Scotland: emergencies as a share of inpatient stays',
  shortTitle: 'Scotland: share of emergencies',
  plainTitle: 'Hospital stays that began as an emergency in Scotland',
  plainSentence: 'Of every 100 stays in hospital, planned day cases left out, how many began as an emergency.',
  whyItMatters: 'Where most stays are emergencies, planned operations are the first to be put off. The share says how much of the work can be planned.',
  domain: 'admissions',
  unit: '% of inpatient stays',
  eventsUnit: 'emergency stays in the quarter',
  shortUnit: '%',
  multiplier: 100,
  decimals: 1,
  numerator: { words: 'Emergency inpatient stays that ended in the quarter', figures: phs('emergency-inpatients', 'stays') },
  denominator: { words: 'All inpatient stays that ended in the quarter, planned or not; day cases are not counted', figures: phs('all-inpatients', 'stays') },
  standardisation: 'None needed: a share of the same stays.',
  minimumDenominator: 100,
  disclosure,
  rankable: false,
  rankableReason: 'The share also falls when more operations are planned, or done with a night in hospital. Neither end is good in itself.',
  caveats: [
    'Planned operations done in a day are not counted: boards that do more of them so have a higher share of emergencies.',
    'Planned operations at the Golden Jubilee are in no board: the boards that send patients there have a higher share of emergencies.',
    byTreatment,
    pandemic,
    definition,
  ],
  questions: ['Is the share high because of many emergencies, or of few planned stays?'],
  sources: ['public-health-scotland'],
  references: ['Public Health Scotland. Inpatient and daycase activity by NHS board of treatment and deprivation.'],
});

const fourHours = defineMeasure({
  ...scotland,
  id: 'scotland-four-hours',
  polarity: 'higher-is-better',
  statistic: 'proportion',
  title: 'Scotland: patients seen and sent on within four hours, emergency departments',
  shortTitle: 'Scotland: within four hours',
  plainTitle: 'Emergency visits of less than four hours in Scotland',
  plainSentence:
    'Of every 100 people who came to an emergency department in the month, how many left it within four hours. They were given a bed, moved on or sent home.',
  whyItMatters:
    'A long wait in the emergency department is most often a wait for a bed, and the bed is held by someone who waits for care at home: the one figure tells of the whole system.',
  domain: 'experience',
  unit: '% of attendances',
  eventsUnit: 'attendances in the month',
  shortUnit: '%',
  multiplier: 100,
  decimals: 1,
  numerator: { words: 'Attendances at emergency departments that ended within four hours', figures: healthyr('emergency-departments', 'within_4_hours') },
  denominator: { words: 'All attendances at emergency departments in the month', figures: healthyr('emergency-departments', 'attendances') },
  standardisation: 'None needed: a share of the same attendances, under one national definition.',
  minimumDenominator: 100,
  disclosure: 'Published counts; nothing is suppressed.',
  rankable: true,
  rankableReason:
    'One national definition, and every board has its own departments. Crude: islands see few people and those with lesser needs, which helps them to be quick.',
  caveats: [
    'Emergency departments only; minor injury units, where nearly everybody is seen in time, are left out.',
    'Attendances of hospitals are added up to their board. In this file Orkney has an emergency department from January 2014. Months before 2012 are left out.',
    'By board of the hospital, whoever comes.',
    pandemic,
    definition,
  ],
  questions: ['How many of those who waited longer were waiting for a bed?', 'Is this month unusual for the time of year?'],
  sources: ['scotland-healthyr'],
  references: ['Public Health Scotland. Monthly accident and emergency activity and waiting times.'],
});

const delayedDays = defineMeasure({
  ...scotland,
  id: 'scotland-delayed-bed-days',
  polarity: 'lower-is-better',
  statistic: 'rate',
  title: 'Scotland: bed days of delayed discharge in the month per 1,000 people aged 75 and over',
  shortTitle: 'Scotland: delayed discharge',
  plainTitle: 'Days in hospital after people were ready to leave in Scotland',
  plainSentence:
    'This counts days in the month that people aged 75 and over spent in hospital after they were ready to leave. It is for every 1,000 people of that age.',
  whyItMatters:
    'Nobody gains from these days. They are lost where hospital and care at home do not work as one: the plainest test of whether a system is integrated.',
  domain: 'bed-use',
  unit: 'delayed bed days in the month per 1,000 people aged 75 and over',
  eventsUnit: 'delayed bed days in the month',
  shortUnit: 'per 1,000',
  multiplier: 1000,
  decimals: 1,
  numerator: {
    words: 'Days in the month that people aged 75 and over spent in hospital after they were ready to leave, all reasons',
    figures: healthyr('aged-75-plus', 'delayed_bed_days'),
  },
  denominator: {
    words: 'People aged 75 and over who live in the area of the board, in the calendar year in which the month lies',
    figures: phs('population', 'aged_75_plus'),
  },
  standardisation: 'By age in so far as people under 75 are left out on both sides.',
  minimumDenominator: 1000,
  disclosure: 'Published counts; nothing is suppressed. Boards add up to Scotland exactly.',
  rankable: true,
  rankableReason:
    'One national definition, people of one age, and a cause that lies within the board and its councils. A patient of another board may be among them, but waits are mostly those of residents.',
  caveats: [
    'The file does not say whether a patient is counted in the board of the hospital or in that of the home. Most often they are the same.',
    'Councils arrange much of the care that people wait for: the figure is not the board’s alone.',
    projections,
    'Months are not adjusted for their length.',
    pandemic,
    definition,
  ],
  questions: ['What do people wait for: a care home, care at home, or a decision in law?', 'Is the number of people high, or the length of their wait?'],
  sources: ['scotland-healthyr', 'public-health-scotland'],
  references: ['Public Health Scotland. Delayed discharges in Scotland.'],
});

const mortality = defineMeasure({
  ...scotland,
  id: 'scotland-mortality-30-days',
  // A crude death rate says more about who is admitted than about care: it stands beside other measures and is itself no verdict.
  polarity: 'no-judgement',
  statistic: 'proportion',
  title: 'Scotland: deaths within 30 days of admission (crude)',
  shortTitle: 'Scotland: deaths within 30 days',
  plainTitle: 'Deaths within a month of going into hospital in Scotland',
  plainSentence: 'Of every 100 patients admitted to hospital in the three months, how many died within 30 days, in hospital or after it.',
  whyItMatters: 'It must not rise while stays get shorter. That is its use here: it stands guard over measures of bed use.',
  domain: 'balancing',
  unit: '% of patients admitted',
  eventsUnit: 'deaths in the quarter',
  shortUnit: '%',
  multiplier: 100,
  decimals: 2,
  numerator: { words: 'Patients who died within 30 days of admission', figures: phs('all-admissions', 'deaths') },
  denominator: { words: 'Patients admitted in the quarter', figures: phs('all-admissions', 'patients') },
  standardisation: 'None: the published file has crude rates only.',
  minimumDenominator: 100,
  disclosure: 'Published counts; nothing is suppressed.',
  rankable: false,
  rankableReason:
    'Crude. Who is admitted decides it: a board with more planned operations, younger people or a rule to admit minor cases has fewer deaths without better care. The standardised ratio of Public Health Scotland is the one to compare, and is not in these files.',
  caveats: [
    'No value is called better or worse. A change within a board means more than a difference between two, and it too can come from who is admitted.',
    'Fewer planned operations in 2020 and 2021 raise the share of deaths.',
    byTreatment,
    jubilee,
    definition,
  ],
  questions: ['Did the number of planned admissions change?', 'What does the standardised ratio say?'],
  sources: ['public-health-scotland'],
  references: ['Public Health Scotland. Hospital standardised mortality ratios: crude rates.'],
});

export const scottishMeasures: readonly Measure[] = [acuteBedDays, emergencyStay, delayedDays, occupancy, emergencyStays, emergencyShare, fourHours, mortality];
