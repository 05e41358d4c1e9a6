/** The comparable sets that Yardstick publishes. Nothing is ranked across editions. */
export interface Edition {
  id: string;
  title: string;
  /** What the systems are, in a sentence for the first page. */
  summary: string;
  /** What "choice" means here: printed wherever market types are shown. */
  choiceStatement: string;
  levels: readonly Level[];
  defaultDefinition: string;
  licence: string;
  attribution: readonly string[];
}

export interface Level {
  id: string;
  title: string;
  plural: string;
}

export const editions: readonly Edition[] = [
  {
    id: 'england',
    title: 'England',
    summary:
      'The 42 integrated care boards of the English NHS and their 106 sub-ICB locations, with hospital use and chronic-disease care from 2013-14 to 2019-20.',
    choiceStatement:
      'Every integrated care board is the only purchaser in its place. In England the market type is about the choice of hospital, or of general-practice network, that people living in the area use or have. It is not a test of competition between integrated care boards.',
    levels: [
      { id: 'icb', title: 'integrated care board', plural: 'integrated care boards' },
      { id: 'sub-icb', title: 'sub-ICB location', plural: 'sub-ICB locations' },
    ],
    defaultDefinition: 'hospital-use-2018',
    licence: 'Open Government Licence v3.0',
    attribution: [
      'Contains information from NHS England and NHS Digital, licensed under the Open Government Licence v3.0.',
      'Source: Office for National Statistics licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.',
      'Contains information from the Office for Health Improvement and Disparities and the Ministry of Housing, Communities and Local Government, licensed under the Open Government Licence v3.0.',
    ],
  },
];

export const editionById = new Map(editions.map((edition) => [edition.id, edition]));
