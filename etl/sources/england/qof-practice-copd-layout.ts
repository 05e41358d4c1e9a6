import type { Layout } from '../../readers/layouts.ts';

interface CopdFigure {
  title: string;
  period: string;
  topic: string;
  item: string;
}

/** Columns that are carried, and what they become. Only 2021-22 has the counts behind its indicators. */
export const copdFigures: readonly CopdFigure[] = [
  { title: 'List_size_2020_21', period: '2020-21', topic: 'COPD', item: 'list_size' },
  { title: 'COPD_Register_2020_21', period: '2020-21', topic: 'COPD', item: 'register' },
  { title: 'List_size_2021_22', period: '2021-22', topic: 'COPD', item: 'list_size' },
  { title: 'COPD_Register_2021_22', period: '2021-22', topic: 'COPD', item: 'register' },
  ...['COPD008', 'COPD010'].flatMap((topic) => [
    { title: `${topic}_Numerator`, period: '2021-22', topic, item: 'numerator' },
    { title: `${topic}_Denominator`, period: '2021-22', topic, item: 'denominator' },
    { title: `${topic}_PCA`, period: '2021-22', topic, item: 'exceptions' },
  ]),
];

/** Published sums of columns that are carried, by which a shifted column would be found out. */
export const copdSums: readonly { sum: string; parts: readonly string[] }[] = [
  { sum: 'COPD008_Denominator_plus_PCA', parts: ['COPD008_Denominator', 'COPD008_PCA'] },
  { sum: 'COPD010_Denominator_plus_PCA', parts: ['COPD010_Denominator', 'COPD010_PCA'] },
  { sum: 'Total_Denominators_2021_22', parts: ['COPD008_Denominator', 'COPD010_Denominator'] },
  { sum: 'COPD_Total_PCAs_2021_22', parts: ['COPD008_PCA', 'COPD010_PCA'] },
];

export const practiceTitle = 'Practice_code';

const published = [
  'Sub_ICB_Loc_ODS_code Sub_ICB_Loc_ONS_code Sub_ICB_Loc_name PCN_ODS_code PCN_name Practice_name',
  'COPD_Prevalence_2020_21 COPD_Prevalence_2021_22 COPD_Year_on_year_change_prevalence',
  'COPD_Total_PCAs_2020_21 Total_Denominators_2020_21 PCA_Rate_2020_21 PCA_Rate_2021_22 Year_on_year_change_PCA',
  'Year_on_year_change_achievement COPD009_Achievement_Score COPD009_Achievement',
  ...['COPD008', 'COPD010'].map((topic) =>
    [`${topic}_Achievement_Score`, `${topic}_Achievement_net_of_PCA`, `${topic}_PCA_Rate`, `${topic}_Patients_receiving_Intervention_percentage`].join(' '),
  ),
].flatMap((titles) => titles.split(' '));

const scores = [
  'COPD_Achievement_Score_2020_21 (out of 31)',
  'COPD_Achievement_2020_21 %',
  'COPD_Achievement_Score_2021_22 (out of 19)',
  'COPD_Achievement_2021_22 %',
];

/** Columns that were joined to the publisher’s table: addresses of practices, and figures of areas. */
const joined = [
  ...['Practice Code', 'Region Code', 'Area Team Code', 'Address1', 'Address2', 'Address3', 'Address4', 'Address5', 'Postcode', 'CCG Code', 'TelNum'],
  ...['X', 'Y', 'field_2', 'field_3', 'CCG Name', 'CCG Non-Primary Role Name and Code', 'STP Name', 'STP Non-Primary Role Name and Code'],
  ...['NHSE Region Code', 'NHSE Region Name', 'Sub ICB Location Non-Primary Role', 'ICB Code', 'Integrated Care Board Name', 'ICB Non-Primary Role'],
  ...['Region Name', 'Area Code', '2020_21_COPD: QOF prevalence (all ages)', '2020_21_Emergency hospital admissions for COPD, all ages'],
  '2020_21_Asthma: QOF prevalence (6+ yrs)',
  '2020_21_Emergency hospital admissions for asthma in adults (aged 19 years and over)',
  '2020_21_Hospital admissions for asthma (under 19 years) - CCG',
  '2020_21_Emergency hospital admissions for pneumonia',
  '2020_21_Emergency hospital admissions for respiratory disease',
  '2020_21_Emergency hospital admissions for bronchiolitis in children aged under 2 years',
  '2021_22_COPD: QOF prevalence (all ages)',
  '2021_22_Asthma: QOF prevalence (6+ yrs)',
];

export const copdLayouts: readonly Layout[] = [
  {
    name: 'QOF COPD 2021-22',
    columns: [practiceTitle, ...copdFigures.map(({ title }) => title), ...copdSums.map(({ sum }) => sum), ...published, ...scores, ...joined],
  },
];
