import { type Break, defineMeasure, type FigureRef, type Measure, type Remark } from '../measure.ts';
import { englandMeasure, southCumbria } from './england.ts';
import { type Disease, diseases, type Indicator, indicators, type QofPeriod, qofPeriods } from './qof-indicators.ts';

/** Measure of one indicator: `qof-dm007`. */
export const indicatorMeasureId = (code: string): string => `qof-${code.toLowerCase()}`;

/** Measure of the exceptions of one disease: `qof-exceptions-dm`. */
export const exceptionsMeasureId = (sheet: string): string => `qof-exceptions-${sheet.toLowerCase()}`;

/** The years in which an indicator has figures. */
export const periodsOf = ({ periods: [first, last] }: Indicator): readonly QofPeriod[] =>
  qofPeriods.slice(qofPeriods.indexOf(first), qofPeriods.indexOf(last) + 1);

const figure = (topic: string, item: string): FigureRef => ({ source: 'qof-ccg', topic, item });

const southCumbriaBreak: Break = {
  from: '2016-17',
  systems: southCumbria,
  reason:
    'South Cumbria moved from North Cumbria (01H) to Morecambe Bay (01K) on 1 April 2017, and the QOF workbook of 2016-17 already shows it there; values before and after describe different populations.',
};

/** Places and years in which most practices are missing from the workbooks, list size and all. */
const practicesMissing: readonly Remark[] = [
  {
    periods: ['2018-19'],
    systems: ['11N', 'QT6'],
    text: 'The QOF workbook of 2018-19 covers 26 practices with 323,308 patients in Kernow, against 62 with 574,407 the year before and 59 with 585,470 the year after: the values describe those practices only. The workbook does not say why; presumably practices left the national QOF for a local scheme.',
  },
  {
    periods: ['2016-17'],
    systems: ['D2P2L', 'QUA'],
    text: 'The QOF workbook of 2016-17 covers 7 practices with 32,601 patients in Dudley, against 46 with 315,825 the year before and 43 with 312,824 the year after: the values describe the Black Country with little of Dudley. The workbook does not say why; presumably practices left the national QOF for a local scheme.',
  },
];

const remarksFor = (periods: readonly string[]): readonly Remark[] =>
  practicesMissing.filter((remark) => remark.periods.some((period) => periods.includes(period)));

/** South Cumbria moved between two years of a series only if the series has years on both sides. */
const boundaryBreaks = (periods: readonly string[]): readonly Break[] =>
  periods.some((period) => period < southCumbriaBreak.from) && periods.some((period) => period >= southCumbriaBreak.from) ? [southCumbriaBreak] : [];

const span = (periods: readonly string[]): string => (periods.length === 1 ? `${periods[0]}` : `${periods[0]} to ${periods.at(-1)}`);

const publications = (periods: readonly string[]): string =>
  `NHS Digital (Health and Social Care Information Centre for 2014-15). Quality and Outcomes Framework, CCG level, ${span(periods)}.`;

const guidance =
  'NHS England and British Medical Association. Quality and Outcomes Framework guidance for the General Medical Services contract, of the same years.';

const qof = {
  ...englandMeasure,
  statistic: 'proportion',
  shortUnit: '%',
  eventsUnit: 'patients',
  multiplier: 100,
  decimals: 1,
  minimumDenominator: 30,
  standardisation: 'None. The published counts have no age, sex or deprivation: patients differ between systems, and not every difference is one of care.',
  disclosure: 'Published counts, neither rounded nor suppressed by the publisher.',
  withheld: [],
  sources: ['qof-ccg', 'org-changes'],
} as const;

const pandemic =
  'The year 2019-20 ends as the COVID-19 pandemic begins. Practices’ QOF income for that year was protected, so that late recording may be incomplete.';

const qofCaveats = [
  'Taking part in the QOF is voluntary: the figures describe the practices that reported, and their number changes from year to year.',
  'The workbook of a year uses the CCGs of the April after it. Their counts are added up to the systems of 2022.',
];

const exceptionsCaveat =
  'Exceptions, called personalised care adjustments from 2019-20, are outside the denominator: always read the value with the share of exceptions. In 2019-20 the rules for leaving patients out changed with the name.';

const paymentCaveat =
  'The QOF pays practices for these results up to an upper threshold: what is paid for is recorded better, and nothing is paid for results above the threshold.';

const questionsByKind: Readonly<Record<Indicator['kind'], readonly string[]>> = {
  outcome: [
    'How many patients are exceptions, and why?',
    'Is the value low because patients were not measured, or because they are above the threshold?',
    'Is the threshold right for the frail and the very old?',
  ],
  process: ['How many patients are exceptions, and why?', 'What happened after it was recorded?', 'How are patients reached who do not come when invited?'],
  treatment: [
    'How many patients are exceptions, and why?',
    'Who is not treated, and is there a good reason?',
    'Does the record show what patients take, or what was prescribed?',
  ],
};

const caveatByKind: Readonly<Record<Indicator['kind'], string>> = {
  outcome: 'An intermediate result: it makes later illness less likely but is not health itself.',
  process: 'Shows that something was recorded as done, not how well it was done nor whether patients became healthier.',
  treatment: 'Shows that a medicine was prescribed or recorded, not whether patients took it.',
};

const list = (codes: readonly string[]): string => codes.join(' and ');

function successionCaveats({ replaces, replacedBy, periods }: Indicator): string[] {
  const following = qofPeriods[qofPeriods.indexOf(periods[1]) + 1];
  return [
    ...(replacedBy
      ? [`From ${following} the QOF used ${list(replacedBy)} instead, with another definition or other counting: the series must not be joined.`]
      : []),
    ...(replaces ? [`Followed ${list(replaces)} in ${periods[0]}, with another definition or other counting: the series must not be joined.`] : []),
  ];
}

function recountBreaks({ recounted }: Indicator): Break[] {
  return (recounted ?? []).map(({ from, reason }) => ({ from, reason }));
}

function indicatorMeasure(indicator: Indicator, disease: Disease): Measure {
  const { code, kind, replaces, replacedBy, noJudgement } = indicator;
  const periods = periodsOf(indicator);
  return defineMeasure({
    ...qof,
    id: indicatorMeasureId(code),
    title: `${disease.label}: ${indicator.title}`,
    shortTitle: `${disease.shortLabel}: ${indicator.shortTitle}`,
    plainTitle: indicator.plainTitle,
    plainSentence: indicator.plainSentence,
    whyItMatters: disease.whyItMatters,
    domain: disease.domain,
    family: disease.name,
    polarity: noJudgement ? 'no-judgement' : 'higher-is-better',
    unit: '% of the patients concerned, exceptions left out',
    numerator: { words: indicator.numerator, figures: [figure(code, 'numerator')] },
    denominator: { words: `${indicator.denominator}; exceptions left out`, figures: [figure(code, 'denominator')] },
    rankable: !noJudgement,
    rankableReason:
      (noJudgement && `No judgement. ${noJudgement}`) ??
      'One definition for all systems, counted by computer from practice records. Not adjusted for who the patients are, and exceptions differ.',
    breaks: [...boundaryBreaks(periods), ...recountBreaks(indicator)],
    remarks: remarksFor(periods),
    balancing: [{ measure: exceptionsMeasureId(disease.sheet), worse: 'higher' }],
    ...(replaces && { replaces: replaces.map(indicatorMeasureId) }),
    ...(replacedBy && { replacedBy: replacedBy.map(indicatorMeasureId) }),
    caveats: [
      ...successionCaveats(indicator),
      ...(indicator.notes ?? []),
      exceptionsCaveat,
      caveatByKind[kind],
      paymentCaveat,
      ...qofCaveats,
      ...(periods.includes('2019-20') ? [pandemic] : []),
    ],
    questions: questionsByKind[kind],
    references: [
      publications(periods),
      guidance,
      ...(periods.includes('2019-20')
        ? ['National Institute for Health and Care Excellence. Indicators for general practice (the menu from which the QOF draws).']
        : []),
    ],
  });
}

/** Breaks of an exceptions measure: years in which the indicators added up are not those of the year before. */
function indicatorSetBreaks(members: readonly Indicator[]): Break[] {
  const codesIn = (period: QofPeriod): string => list(members.filter((member) => periodsOf(member).includes(period)).map(({ code }) => code));
  return qofPeriods.slice(1).flatMap((period, index): Break[] => {
    const [before, now] = [codesIn(qofPeriods[index] ?? period), codesIn(period)];
    if (before === '' || now === '') return [];
    const reasons = [
      ...(before === now ? [] : ['The indicators added up are not those of the year before.']),
      ...(period === '2019-20' ? ['Exceptions became personalised care adjustments, with other rules for leaving patients out.'] : []),
    ];
    return reasons.length === 0 ? [] : [{ from: period, reason: reasons.join(' ') }];
  });
}

function totalsCaveat({ totalsDiffer }: Disease): string {
  const agree = 'The sums equal the publisher’s own totals of the disease';
  if (totalsDiffer === undefined) return `${agree} for every CCG and year.`;
  return `${agree}, except for ${totalsDiffer} ${totalsDiffer === 1 ? 'CCG' : 'CCGs'} in 2014-15, where the published total of denominators is not the sum of the published denominators; we use the sum.`;
}

function exceptionsMeasure(disease: Disease, members: readonly Indicator[]): Measure {
  const periods = qofPeriods.filter((period) => members.some((member) => periodsOf(member).includes(period)));
  const figures = (item: string): FigureRef[] => members.map(({ code }) => figure(code, item));
  const codes = members.map(({ code }) => code).join(', ');
  return defineMeasure({
    ...qof,
    id: exceptionsMeasureId(disease.sheet),
    title: `${disease.label}: patients left out of the indicators (exceptions)`,
    shortTitle: `${disease.shortLabel}: exceptions`,
    plainTitle: `${disease.plainLabel}: patients left out of the figures`,
    plainSentence: `When care for ${disease.plainPeople} is counted, some are left out, for example because a treatment does not suit them or they said no. This is how many of every 100 were left out.`,
    whyItMatters:
      'Leaving out a patient for whom care is not right is good practice. But the more patients are left out, the less the other figures say about everyone, and leaving out many can make them look better than care is.',
    domain: 'balancing',
    family: disease.name,
    polarity: 'no-judgement',
    unit: '% of the patients concerned, added up over indicators',
    numerator: {
      words: `Exceptions (personalised care adjustments from 2019-20), added up over the indicators of the year: ${codes}`,
      figures: figures('exceptions'),
    },
    denominator: { words: 'Denominators and exceptions, added up over the same indicators', figures: [...figures('denominator'), ...figures('exceptions')] },
    rankable: false,
    rankableReason: 'No judgement: neither many nor few exceptions are good in themselves, and one patient can count under several indicators.',
    breaks: [...boundaryBreaks(periods), ...indicatorSetBreaks(members), ...members.flatMap(recountBreaks)],
    remarks: remarksFor(periods),
    balancing: [],
    caveats: [
      'One patient counts under every indicator that concerns them, so this is a share of patient-indicator pairs, and the interval is narrower than it would be for patients.',
      totalsCaveat(disease),
      ...qofCaveats,
      ...(periods.includes('2019-20') ? [pandemic] : []),
    ],
    questions: [
      'Why are patients left out: not suitable, not willing, not reached, or new?',
      'Do a few practices account for most exceptions?',
      'What would the other figures be if all patients counted?',
    ],
    references: [publications(periods), guidance],
  });
}

function measuresOf(disease: Disease): Measure[] {
  const members = indicators.filter(({ disease: sheet }) => sheet === disease.sheet);
  return [...members.map((member) => indicatorMeasure(member, disease)), exceptionsMeasure(disease, members)];
}

/** A measure for every indicator of the QOF workbooks by CCG, and one of exceptions for every disease. */
export const qofMeasures: readonly Measure[] = diseases.flatMap(measuresOf);
