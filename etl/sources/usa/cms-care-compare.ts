import { figuresTable } from '../../readers/figures.ts';
import { assertFiles } from '../../readers/folder.ts';
import { defineSource, figureTypes } from '../../source.ts';
import { checkFootnotes } from './cms-care-compare-footnotes.ts';
import { hospitalTypes, readHospitals } from './cms-care-compare-hospitals.ts';
import { readReadmissions } from './cms-care-compare-readmissions.ts';
import { psychiatry, readVeterans, timelyCare } from './cms-care-compare-veterans.ts';

const folder = 'cms-care-compare-2024-07';

const names = {
  footnotes: 'Footnote_Crosswalk.csv',
  general: 'Hospital_General_Information.csv',
  readmissions: 'FY_2024_Hospital_Readmissions_Reduction_Program_Hospital.csv',
  veterans: 'Veterans_Health_Administration_Provider_Level_Data.csv',
} as const;

/** In the folder and not read; the note says why. */
const unread = ['Measure_Dates.csv', 'Unplanned_Hospital_Visits-National.csv', 'Unplanned_Hospital_Visits-State.csv'];

export const cmsCareCompare = defineSource({
  id: 'cms-care-compare-2024-07',
  edition: 'usa',
  folder: 'us',
  title: 'Hospital Care Compare, July 2024: hospitals, overall star ratings, readmissions and measures of veterans’ hospitals',
  publisher: 'Centers for Medicare & Medicaid Services (CMS), Provider Data Catalog',
  licence: 'Public domain (work of the United States government)',
  attribution: 'Source: Centers for Medicare & Medicaid Services, Provider Data Catalog, Hospital Care Compare, release of 31 July 2024.',
  periods: 'overall ratings 2024-07; readmissions July 2019 to June 2022 (2022); measures of veterans’ hospitals 2022 and 2023',
  note: [
    'Hospitals have their CMS Certification Number. Numbers that end in F are of the Veterans Health Administration (VHA) and of the Department of Defense: the column vha tells them apart. VHA hospitals are in two files, which must agree. Type and ownership “Not Available” are empty.',
    'Overall rating: 1 to 5 stars, in the month of the release. No rating is missing where too few measures were reported to calculate one (footnote 16) or results are not available (5), and not-applicable where the hospital does not take part in quality reporting (19, psychiatric and children’s hospitals) or is not rated (22). Ratings with a remark (17 inpatient services only, 23 discrepancies in claims) are carried as final.',
    'Readmissions: the Hospital Readmissions Reduction Program of the fiscal year 2024, discharges of traditional Medicare from July 2019 to June 2022 in all rows, under the year 2022 in which they end. Predicted and expected rates are percent within 30 days; the excess ratio is predicted over expected. Suppressed: too few cases (footnote 1); fewer than 11 readmissions (“Too Few to Report”), and the discharges beside them, though rates and ratio are given. Missing: footnote 5. Not-applicable: no cases (footnote 7), with 0 discharges. Hospitals of this programme that closed or merged before July 2024 are not in the table of hospitals.',
    'VA_TE.csv and VA_IPF.csv: score and sample of each numeric measure of VHA hospitals, under the calendar year in which its measurement ended (2022, or 2023 for hcp-covid-19, imm-3, op-18b, op-18c, op-23 and sep-1). Scores are percent, but minutes for op-18b and op-18c and hours per 1,000 patient hours for hbips-2 and hbips-3. Emergency department volume (EDV) is a word and is not carried. A result that is combined with that of the parent hospital (footnotes 5 and 24) is missing.',
    'Of Hospital_General_Information.csv address, ZIP code, telephone, designations and the counts of measures by group are left out.',
    'Footnote_Crosswalk.csv is read to check the meaning of the footnotes. Measure_Dates.csv is not read, because the dates are in the rows; Unplanned_Hospital_Visits of states and the nation are not read, because they only count hospitals as better or worse.',
  ].join(' '),
  tables: { hospitals: hospitalTypes, figures: figureTypes },
  extract(input) {
    assertFiles(input, folder, [...Object.values(names), timelyCare.file, psychiatry.file, ...unread]);
    const open = (name: string) => input.open(`${folder}/${name}`);
    checkFootnotes(open(names.footnotes));
    const { table, figures } = readHospitals(open(names.general), open(names.veterans));
    const veterans = [timelyCare, psychiatry].flatMap((layout) => readVeterans(open(layout.file), layout));
    return [
      table,
      figuresTable('one rating of a hospital, one figure of its readmissions for a condition, or one figure of a measure of a veterans’ hospital', [
        ...figures,
        ...readReadmissions(open(names.readmissions)),
        ...veterans,
      ]),
    ];
  },
});
