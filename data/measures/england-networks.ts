import { defineMeasure, type Measure } from '../measure.ts';
import { englandMeasure } from './england.ts';

const common = {
  ...englandMeasure,
  reviewed: '2026-11-22',
  nextReview: '2027-11-22',
  levels: ['pcn'],
  withheld: [],
  remarks: [],
  balancing: [],
  breaks: [],
  polarity: 'higher-is-better',
  shortUnit: '%',
  decimals: 1,
  domain: 'chronic-disease',
  disclosure: 'Published counts by practice, neither rounded nor suppressed; added up to networks.',
} as const;

const networkCaveats = [
  'Practices in no network (63 in 2021-22, with 0.4 million patients) are in no row.',
  'Taking part in the QOF is voluntary, and practices were paid whatever they recorded in parts of 2020-21 and 2021-22.',
];

const copd = (code: 'COPD008' | 'COPD010', text: Pick<Measure, 'title' | 'shortTitle' | 'plainTitle' | 'plainSentence' | 'whyItMatters'> & { who: string }) => {
  const { who, ...words } = text;
  const figure = (item: string) => ({ source: 'qof-practice-copd', topic: code, item });
  return defineMeasure({
    ...common,
    ...words,
    id: `network-${code.toLowerCase()}`,
    family: 'chronic lung disease, networks',
    statistic: 'proportion',
    multiplier: 100,
    unit: '% of the patients concerned, exceptions left out',
    eventsUnit: 'patients',
    minimumDenominator: 30,
    rankable: false,
    rankableReason:
      'With one year nobody can say by how much a network’s value varies from year to year. Elsewhere that is far more than chance; ranks from chance alone would look surer than they are.',
    numerator: { words: who, figures: [figure('numerator')] },
    denominator: { words: 'Patients concerned on the practices’ registers; personalised care adjustments left out', figures: [figure('denominator')] },
    standardisation: 'None: patients differ between networks.',
    caveats: [
      'One year only (2021-22).',
      'Leaving patients out (personalised care adjustments) differs between practices and moves the value.',
      ...networkCaveats,
    ],
    questions: ['How many patients were left out, and why?', 'Is one practice of the network unlike the others?'],
    sources: ['qof-practice-copd', 'qof-networks'],
    references: ['NHS Digital. Quality and Outcomes Framework 2021-22, respiratory group by practice.'],
  });
};

const points = defineMeasure({
  ...common,
  id: 'network-qof-points',
  statistic: 'published',
  title: 'QOF points achieved of those available',
  shortTitle: 'QOF points',
  plainTitle: 'How much of what practices are paid for they did',
  plainSentence: 'Practices earn points for good care of long illnesses. This is how many of every 100 points the practices earned.',
  whyItMatters: 'One number for all the chronic-disease care that practices are paid for; it hides which part is weak.',
  family: 'general practice, networks',
  unit: '% of points available',
  eventsUnit: 'points',
  multiplier: 1,
  minimumDenominator: 0,
  rankable: false,
  rankableReason: 'Points are no patients, so there is no interval; and most networks reach nearly all of them.',
  numerator: {
    words: 'Points achieved, for each 100 available to practices with patients of the kind, added up over practices',
    figures: [{ source: 'network-points', item: 'share_of_points' }],
  },
  denominator: { words: 'Points available: added up, then divided', figures: [] },
  standardisation: 'None.',
  breaks: [
    { from: '2019-20', reason: 'Networks began: earlier years have none.' },
    { from: '2021-22', reason: 'The points that can be had rose from 559 to 635, for other indicators.' },
  ],
  caveats: [
    'No figures of 2020-21, when practices were paid whatever they did.',
    ...networkCaveats.slice(0, 1),
    'A practice with many small registers and one with none have other points to earn.',
  ],
  questions: ['Which disease lacks the points?'],
  sources: ['qof-practice-points', 'qof-networks'],
  references: ['NHS Digital and NHS England. Quality and Outcomes Framework: achievement by practice, 2019-20, 2021-22 and 2022-23.'],
});

export const englandNetworkMeasures: readonly Measure[] = [
  copd('COPD010', {
    title: 'Chronic lung disease: yearly review with breathlessness assessed (COPD010)',
    shortTitle: 'Lung disease: reviewed (networks)',
    plainTitle: 'People with long-term lung disease who had a yearly check (by network)',
    plainSentence: 'Of every 100 people with long-term lung disease, how many had a check in the year that asked how out of breath they get.',
    whyItMatters: 'A yearly review finds what makes breathing worse before it ends in hospital.',
    who: 'Patients with COPD who had a review in the last 12 months, with attacks counted and breathlessness assessed',
  }),
  copd('COPD008', {
    title: 'Chronic lung disease: pulmonary rehabilitation offered (COPD008)',
    shortTitle: 'Lung disease: rehabilitation offered',
    plainTitle: 'People short of breath from lung disease who were offered a training course',
    plainSentence: 'Some people with long-term lung disease get out of breath on the level. Of every 100 of them, how many were offered a course of training.',
    whyItMatters: 'Training programmes make people less breathless and keep them out of hospital.',
    who: 'Patients with COPD and breathlessness of grade 3 or more who were offered a rehabilitation programme',
  }),
  points,
];
