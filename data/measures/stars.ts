import { defineMeasure, type Measure } from '../measure.ts';
import { type StarText, starTexts } from './star-list.ts';
import { notPublished, publishedValue } from './usa.ts';

const references = [
  'Centers for Medicare & Medicaid Services. Part C and D Performance Data: Star Ratings data tables and technical notes, of the rating years shown.',
  'National Committee for Quality Assurance. HEDIS measure specifications (for the clinical measures).',
];

const noInterval =
  'CMS publishes the value of each contract without the numbers of members that it rests on, so no interval can be computed. CMS’s Medicare HEDIS public use file holds numerators and denominators: with it intervals and rank sets could be had. Enrolment is in the data, but it is not the number of members whom a measure concerns.';

const common = {
  ...publishedValue,
  levels: ['contract'],
  decimals: 1,
  rankableReason: noInterval,
  disclosure: 'Published by CMS; contracts too small or too new have no value, and the reason is given as published.',
  references,
} as const;

const caveats = [
  'A rating year reports care of about two years before: the ratings of 2024 are of 2022.',
  'A contract is not a system: it is what Medicare pays. Several contracts can use the same doctors, and one contract can cover a whole state.',
  'Published as a percentage or score without its counts: nobody can say from these figures how much of a difference is chance.',
];

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
    polarity: polarity ?? 'higher-is-better',
    eventsUnit: 'members',
    numerator: { words: `${text.title}: the value that CMS publishes`, figures: [{ source: 'star-ratings', topic, item: 'value' }] },
    denominator: notPublished(`${people}; their number is not published in these files`),
    standardisation: standardisation(text),
    breaks: breaks ?? [],
    caveats: [...(notes ?? []), ...(isRepeated(text) ? [repeated] : []), ...caveats],
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
  caveats: ['One number for dozens of measures: its weights change from year to year, and contracts with the same stars can differ in everything.', ...caveats],
  questions: ['Which measures make the difference between these stars and one more?'],
  sources: ['cms-star-ratings', 'medicarestars-2008-2022'],
});

/** The measures of the Star Ratings that are followed from 2008 on. */
export const starRatingMeasures: readonly Measure[] = [...starTexts.map(starMeasure), overall];
