import { defineMeasure, type Measure } from '../measure.ts';
import { type StarText, starTexts } from './star-list.ts';
import { notPublished, publishedValue } from './usa.ts';

const references = [
  'Centers for Medicare & Medicaid Services. Part C and D Performance Data: Star Ratings data tables and technical notes, of the rating years shown.',
  'National Committee for Quality Assurance. HEDIS measure specifications (for the clinical measures).',
];

const noCounts =
  'CMS publishes the value of each contract without the numbers of members that it rests on. CMS’s Medicare HEDIS public use file holds numerators and denominators: with it intervals of chance and rank sets could be had.';

const noRanks = `The error of a value is measured on all contracts of about its size together, and only as far as 95 of 100 changes reach. Ranks set every pair of contracts against each other at once: they would need the error of each contract, and how its rarest values run. ${noCounts}`;

const common = {
  ...publishedValue,
  levels: ['contract'],
  decimals: 1,
  disclosure: 'Published by CMS; contracts too small or too new have no value, and the reason is given as published.',
  references,
} as const;

const caveats = [
  'A rating year reports care of about two years before: the ratings of 2024 are of 2022.',
  'A contract is not a system: it is what Medicare pays. Several contracts can use the same doctors, and one contract can cover a whole state.',
];

/** What stands behind the interval of a value without counts. */
const yearToYear =
  'Published without its counts. The interval is from year-to-year changes: how far contracts of about the same size move from one year to the next, beyond what all moved together. It tells what varies from year to year, not what is wrong in the same way every year.';

/** The pandemic kept plans from collecting: these measures were published twice. */
const repeated = 'The ratings of 2021 repeat the values of 2020: nothing was collected in the first months of the pandemic. The two are one measurement.';

/** Measures from records and surveys were published twice; those that Medicare counts itself were not. */
const isRepeated = ({ topic }: StarText): boolean => !topic.startsWith('adherence-') && !['statin-diabetes', 'complaints-plan', 'leaving-plan'].includes(topic);

const questions = [
  'Do the members of this contract differ from those of others?',
  'Has the definition changed since the year before?',
  'What do the contracts with the best values do that others do not?',
];

/** Adjusted for what, measure by measure: most are not. */
function standardisation({ unit, shortUnit }: StarText): string {
  if (unit.includes('adjusted')) return 'Adjusted by CMS for how ill members are.';
  return shortUnit === 'score'
    ? 'Adjusted by CMS for who answered (case mix of the survey).'
    : 'None: members differ between contracts, in age, income and illness.';
}

function starMeasure(text: StarText): Measure {
  const { topic, people, notes, breaks, polarity, ...words } = text;
  return defineMeasure({
    ...common,
    ...words,
    id: `stars-${topic}`,
    uncertainty: 'year-to-year',
    rankableReason: noRanks,
    polarity: polarity ?? 'higher-is-better',
    eventsUnit: 'members',
    numerator: { words: `${text.title}: the value that CMS publishes`, figures: [{ source: 'star-ratings', topic, item: 'value' }] },
    denominator: notPublished(`${people}; their number is not published in these files`),
    standardisation: standardisation(text),
    breaks: breaks ?? [],
    caveats: [...(notes ?? []), yearToYear, ...(isRepeated(text) ? [repeated] : []), ...caveats],
    questions,
    sources: ['cms-star-ratings', 'medicarestars-2008-2022'],
  });
}

const overall = defineMeasure({
  ...common,
  id: 'stars-overall',
  title: 'Overall Star Rating of the contract',
  shortTitle: 'Overall Star Rating',
  plainTitle: 'The stars that Medicare gives the plan',
  plainSentence: 'Medicare sums up dozens of figures into one to five stars; five is best.',
  whyItMatters: 'Medicare pays more for four stars and above, and lets people join five-star plans at any time.',
  domain: 'balancing',
  family: 'summary',
  polarity: 'higher-is-better',
  unit: 'stars of five',
  shortUnit: 'stars',
  eventsUnit: 'stars',
  numerator: { words: 'The overall rating that CMS publishes, in half stars', figures: [{ source: 'star-ratings', topic: 'overall-stars', item: 'stars' }] },
  denominator: notPublished('None: a summary of several dozen measures with CMS’s weights and bonuses'),
  standardisation: 'CMS adjusts for income and disability within contracts (categorical adjustment index) and for disasters.',
  breaks: [],
  rankableReason: `Half stars, cut from a weighted mean of dozens of measures: a contract moves by nothing or by a whole step, so its changes do not tell an error. ${noCounts}`,
  caveats: [
    'One number for dozens of measures: its weights change from year to year, and contracts with the same stars can differ in everything.',
    'Published without anything that tells its error: nobody can say from these figures how much of a difference is chance.',
    ...caveats,
  ],
  questions: ['Which measures make the difference between these stars and one more?'],
  sources: ['cms-star-ratings', 'medicarestars-2008-2022'],
});

/** The measures of the Star Ratings that are followed from 2008 on. */
export const starRatingMeasures: readonly Measure[] = [...starTexts.map(starMeasure), overall];
