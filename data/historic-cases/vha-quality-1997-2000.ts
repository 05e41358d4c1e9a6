import { type CaseFigure, defineCase } from './case.ts';

const indicators = 'Patients of the VHA, quality indicators';

const counted = (figure: Pick<CaseFigure, 'id' | 'what' | 'who' | 'asPublished' | 'value' | 'of' | 'years'>): CaseFigure => ({
  qualifier: 'exactly',
  unit: 'indicators',
  population: indicators,
  citation: 'jha2003',
  note: null,
  ...figure,
});

const sample: Record<'vha' | 'national', Pick<CaseFigure, 'who' | 'population'>> = {
  vha: { who: 'VHA', population: '596 patients of the VHA; 348 indicators of 26 conditions' },
  national: { who: 'National sample', population: '992 people of a national sample; 348 indicators of 26 conditions' },
};

/** Both sides of one line of Asch’s comparison. */
const shares = (id: string, what: string, vha: number, national: number): CaseFigure[] =>
  (['vha', 'national'] as const).map((side) => ({
    id: `${id}-${side}`,
    what,
    asPublished: `${side === 'vha' ? vha : national}%`,
    value: side === 'vha' ? vha : national,
    of: null,
    qualifier: null,
    unit: 'per cent',
    years: null,
    citation: 'asch2004',
    note: null,
    ...sample[side],
  }));

/** Quality rose where it was measured: the case for contracts, and the warning about them. */
export const vhaQuality = defineCase({
  id: 'vha-quality-1997-2000',
  title: 'Quality of care in the Veterans Health Administration against Medicare, 1997 to 2000',
  summary: 'The VHA did better than Medicare on 11 of 11 shared indicators, then on 12 of 13. Its lead was largest on what it measured itself.',
  years: '1994 to 2000',
  keywords: ['VHA', 'VA', 'Veterans Affairs', 'veterans', 'Medicare', 'quality of care', 'Jha', 'Asch', 'Kizer', 'indicators', 'prevention', 'chronic disease'],
  compared: [
    'Two studies ask whether the Veterans Health Administration (VHA), after it was turned round in the middle of the 1990s, gave better care than others did.',
    'The first, by Jha and colleagues, sets the VHA against its own past and against Medicare (the American public insurance for older people). The second, by Asch and colleagues, sets patients of the VHA against a national sample of people.',
  ],
  how: [
    'Jha and colleagues counted quality indicators: for each, the share of patients who got the care they should have. They looked at change from 1994-95 to 2000, and at indicators that Medicare had too.',
    'Asch and colleagues compared 596 patients of the VHA with 992 people of a national sample, on 348 indicators of 26 conditions. They then parted the care that the VHA measured from the care that it did not.',
  ],
  figures: [
    counted({
      id: 'better-1997-99',
      what: 'Shared indicators better than Medicare',
      who: 'VHA against Medicare',
      asPublished: '11 of 11',
      value: 11,
      of: 11,
      years: '1997 to 1999',
    }),
    counted({
      id: 'better-2000',
      what: 'Shared indicators better than Medicare',
      who: 'VHA against Medicare',
      asPublished: '12 of 13',
      value: 12,
      of: 13,
      years: '2000',
    }),
    counted({
      id: 'improved',
      what: 'Indicators collected throughout that improved',
      who: 'VHA, 2000 against 1994-95',
      asPublished: '9 of 9',
      value: 9,
      of: 9,
      years: '1994-95 to 2000',
    }),
    counted({
      id: 'at-90',
      what: 'Indicators at 90% or more',
      who: 'VHA',
      asPublished: '9 of 17',
      value: 9,
      of: 17,
      years: 'fiscal year 2000',
    }),
    counted({
      id: 'above-70',
      what: 'Indicators above 70%',
      who: 'VHA',
      asPublished: '13 of 17',
      value: 13,
      of: 17,
      years: 'fiscal year 2000',
    }),
    ...shares('overall', 'Quality of care overall', 67, 51),
    ...shares('chronic', 'Care of chronic illness', 72, 59),
    ...shares('preventive', 'Preventive care', 64, 44),
    ...shares('measured', 'Care that the VHA measured', 66, 43),
    ...shares('not-measured', 'Care that the VHA did not measure', 55, 50),
  ],
  drawing: {
    kind: 'pairs',
    title: 'Quality of care, per cent (Asch 2004)',
    sides: ['VHA', 'National sample'],
    pairs: [
      { label: 'Overall', first: 'overall-vha', second: 'overall-national' },
      { label: 'Chronic illness', first: 'chronic-vha', second: 'chronic-national' },
      { label: 'Prevention', first: 'preventive-vha', second: 'preventive-national' },
      { label: 'Measured by the VHA', first: 'measured-vha', second: 'measured-national' },
      { label: 'Not measured by the VHA', first: 'not-measured-vha', second: 'not-measured-national' },
    ],
    description:
      'Pairs of bars, the VHA above the national sample. Overall 67 against 51 per cent, chronic illness 72 against 59, prevention 64 against 44, care measured by the VHA 66 against 43, care not measured by the VHA 55 against 50. The lead is 23 points on what was measured and 5 points on what was not.',
  },
  lessons: [
    'The lead was 23 points on care that the VHA measured and 5 points on care that it did not. What is looked at gets done. That is the case for publishing comparisons, and the warning about them.',
    'So a system of contracts needs measures that are in no contract, looked at from the side, to see whether the rest of care is carried along or left behind.',
    'The networks of the VHA did not win or lose patients to each other: they were compared, with the same figures for all. That is what a yardstick does.',
  ],
  doesNotSay: [
    'Neither study shows why. Networks, contracts and published comparisons all came within a few years. Association is not cause.',
    'Veterans are not like people in Medicare or in a national sample, and what was read does not say how far the differences were taken into account.',
    'The indicators are about care that was given, and not about how people fared.',
    'A system that measures itself may also write things down more carefully. Part of a lead may be better records.',
    'Counting indicators (11 of 11) says nothing of how large each difference was.',
  ],
  unavailable: [
    'Only the abstracts were read. The tables with each indicator were not, so no single indicator is given here.',
    'The abstract of Asch 2004, as read, gave no years of data.',
    'Intervals are not in what was read, so the chart has none.',
  ],
  today: [
    {
      edition: null,
      path: '/search?q=veterans',
      title: 'A search for veterans',
      why: 'Finds today’s hospitals of the VHA where the edition of the USA is in service, with the process measures that are published of them.',
    },
    {
      edition: 'england',
      path: '/measures',
      title: 'Measures of chronic-disease care in England',
      why: 'The indicators of the English quality framework, which also pays for what it measures.',
    },
  ],
  questions: [
    'If your own work were judged on 17 indicators, what would you do less of?',
    'Which would convince you more: a lead of 23 points on what is measured, or of 5 on what is not?',
    'Would you publish the names of the networks from the first day, or only once the figures are trusted?',
  ],
});
