/**
 * Measures of the Welsh health boards.
 *
 * Not built: the share of pathways that wait over a year (53 weeks). The file writes NA where others have a number, has
 * no zeros, and has ones: NA stands for nobody, very likely, but the publisher does not say so, and a sum with a NA is
 * missing here. It is missing exactly where hardly anybody waits so long: Swansea Bay has a value in only two
 * months since October 2023, because hardly anybody there waits a year for a first appointment, and Powys in few. A table would leave out the best boards and set the rest against each
 * other. It can be built once the publisher’s meaning of NA is known.
 */
import { defineMeasure, type Measure } from '../measure.ts';
import { borrowedSpread, figuresOf, occupancyMeasure, ownDefinition, pandemic, ukNationsMeasure } from './uk-nations.ts';

const healthyr = figuresOf('wales-healthyr');
const beds = figuresOf('wales-beds');

const wales = { ...ukNationsMeasure, family: 'Wales', sources: ['wales-healthyr'] } as const;

const spread = borrowedSpread('Seven boards');
const definition = ownDefinition('Wales');
const byTreatment = 'By board of treatment: patients from other boards are counted where they are treated.';
const averages = 'Daily averages are published, rounded to hundredths of a bed, and are multiplied by the days of the month here.';
const disclosure = 'Published averages; nothing is suppressed.';
const bedReference = 'Digital Health and Care Wales and StatsWales. NHS beds by health board and specialism.';
const powysCommunity = 'Powys runs community hospitals only: its beds serve longer stays, and its residents are treated for acute illness elsewhere.';

const occupancy = defineMeasure({
  ...occupancyMeasure,
  ...wales,
  id: 'wales-bed-occupancy',
  title: 'Wales: beds occupied, all specialties, as a share of available beds',
  shortTitle: 'Wales: beds occupied',
  plainTitle: 'How full hospital beds were in Wales',
  plainSentence: 'On an average day of the month, how many of every 100 hospital beds had a patient in them.',
  whyItMatters: 'Boards that run out of beds put off operations and keep people waiting in emergency departments.',
  eventsUnit: 'bed days in the month',
  numerator: { words: 'Occupied beds of all specialties, daily average times the days of the month', figures: beds('all-specialties', 'occupied_bed_days') },
  denominator: {
    words: 'Available beds of all specialties, daily average times the days of the month',
    figures: beds('all-specialties', 'available_bed_days'),
  },
  // ten beds for a month
  minimumDenominator: 300,
  disclosure,
  caveats: [
    'All beds, those for mental illness and in community hospitals among them: boards differ in how many of these they have.',
    powysCommunity,
    byTreatment,
    averages,
    pandemic,
    spread,
    definition,
  ],
  references: [bedReference],
});

const medicalOccupancy = defineMeasure({
  ...occupancyMeasure,
  ...wales,
  id: 'wales-medical-bed-occupancy',
  title: 'Wales: medical acute beds occupied, as a share of available beds',
  shortTitle: 'Wales: medical beds occupied',
  plainTitle: 'How full beds for acute illness were in Wales',
  plainSentence: 'On an average day of the month, how many of every 100 beds for people who are acutely ill, surgery left out, had a patient in them.',
  whyItMatters: 'These are the beds that emergencies fill first. When they are full, patients wait in emergency departments and in beds meant for surgery.',
  eventsUnit: 'bed days in the month',
  numerator: { words: 'Occupied medical acute beds, daily average times the days of the month', figures: beds('medical-acute', 'occupied_bed_days') },
  denominator: { words: 'Available medical acute beds, daily average times the days of the month', figures: beds('medical-acute', 'available_bed_days') },
  // ten beds for a month: Powys has one or two in a few months
  minimumDenominator: 300,
  disclosure,
  caveats: [
    'Powys has no medical acute beds in most months and one or two in the others, too few for a value: six boards can be compared.',
    'Beds for older people (geriatric medicine) are counted apart and are not in here: boards differ in where they care for older people.',
    byTreatment,
    averages,
    pandemic,
    spread,
    definition,
  ],
  references: [bedReference],
});

const delays = defineMeasure({
  ...wales,
  id: 'wales-delayed-discharges',
  polarity: 'lower-is-better',
  // Who is delayed is in a bed of the board: a share of occupied beds. As a mean it would be given the spread of bed days from year to
  // year (`estimateDispersion`: seven boards are too few for a spread of their own), and no difference could ever be told.
  statistic: 'proportion',
  title: 'Wales: people delayed in hospital for each 100 occupied beds',
  shortTitle: 'Wales: delayed discharge',
  plainTitle: 'People in hospital in Wales who were ready to leave',
  plainSentence: 'On the day of the month when they are counted, how many people were ready to leave hospital but still there, for every 100 beds in use.',
  whyItMatters:
    'Beds are lost where hospital and care at home do not work as one. A board is responsible for both sides of the hospital door, and works with the councils on the other.',
  domain: 'bed-use',
  unit: 'people delayed for each 100 occupied beds',
  eventsUnit: 'people delayed',
  shortUnit: 'per 100 beds',
  multiplier: 100,
  decimals: 1,
  numerator: {
    words: 'People whose discharge was delayed at the count of the month, added up over the reasons given',
    figures: healthyr('delayed-discharges', 'delays'),
  },
  denominator: { words: 'Occupied beds of all specialties, daily average of the month', figures: healthyr('all-specialties', 'average_occupied') },
  standardisation: 'None.',
  minimumDenominator: 50,
  disclosure: 'Published counts. Reasons without a row count nobody.',
  rankable: true,
  rankableReason:
    'One national definition, and both counts are of the beds of the same board. Powys, with community hospitals only, where people go to recover and wait, is not like the others.',
  caveats: [
    'Twelve months only: delays are counted from April 2023 and beds are in the file to March 2024.',
    'By board where the delay was experienced, whoever the patient and whichever the council.',
    powysCommunity,
    'Councils arrange much of the care that people wait for: the figure is not the board’s alone.',
    'A share only nearly: delays are counted on one day of the month, beds are its average.',
    spread,
    definition,
  ],
  questions: ['What do people wait for: an assessment, care at home or a care home?', 'Which councils do they wait for?'],
  references: ['Welsh Government, StatsWales. Pathway of care delays by local health board provider and date.', bedReference],
});

export const welshMeasures: readonly Measure[] = [delays, occupancy, medicalOccupancy];
