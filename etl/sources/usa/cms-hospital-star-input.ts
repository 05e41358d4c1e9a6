import type { Figure } from '../../../data/extract.ts';
import { missing, type Reading } from '../../readers/cell.ts';
import { figuresTable } from '../../readers/figures.ts';
import { quoted, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import { refuse } from '../../refusal.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder } from '../../source.ts';
import { ccnOf } from './certification-number.ts';
import { matchLayout } from './cms-hospital-star-input-layouts.ts';

const folder = 'cms-hospital-star-sas-input';

/** `all_data_2022jul.csv` and `alldata_2023jul.csv` are of July 2022 and 2023. */
const fileName = /^all_?data_(\d{4})(jan|jul)\.csv$/;
const months: Readonly<Record<string, string>> = { jan: '01', jul: '07' };

/** A measure of the file: `fraction` becomes percent; `days` may be negative. The denominator is in `<column>_DEN`. */
interface Measure {
  column: string;
  topic: string;
  unit: 'fraction' | 'days';
}

const measures: readonly Measure[] = [
  { column: 'READM_30_HOSP_WIDE', topic: 'readmission-hospital-wide', unit: 'fraction' },
  { column: 'READM_30_COPD', topic: 'readmission-copd', unit: 'fraction' },
  { column: 'EDAC_30_HF', topic: 'excess-days-heart-failure', unit: 'days' },
  { column: 'EDAC_30_AMI', topic: 'excess-days-ami', unit: 'days' },
  { column: 'EDAC_30_PN', topic: 'excess-days-pneumonia', unit: 'days' },
  { column: 'MORT_30_HF', topic: 'mortality-heart-failure', unit: 'fraction' },
  { column: 'MORT_30_COPD', topic: 'mortality-copd', unit: 'fraction' },
  { column: 'MORT_30_PN', topic: 'mortality-pneumonia', unit: 'fraction' },
  { column: 'MORT_30_AMI', topic: 'mortality-ami', unit: 'fraction' },
  { column: 'MORT_30_STK', topic: 'mortality-stroke', unit: 'fraction' },
];

export const cmsHospitalStarInput = defineSource({
  id: 'cms-hospital-star-input',
  edition: 'usa',
  folder: 'us',
  title: 'Inputs to the overall hospital star rating: readmission, excess days in acute care and mortality by hospital',
  publisher: 'Centers for Medicare & Medicaid Services (CMS), QualityNet',
  licence: 'Public domain (work of the United States government)',
  attribution: 'Source: Centers for Medicare & Medicaid Services, overall hospital quality star rating, input data of the SAS package.',
  periods: '2019-01, 2022-07 and 2023-07 (releases)',
  note: [
    'One row per hospital and release, by CMS Certification Number; the period is the month of the release and not of the care, which is up to three years that ended a year or more before it. VHA hospitals (numbers that end in F) are in the release of July 2023 only.',
    'Readmission and mortality are risk-standardised rates within 30 days, published as fractions and carried in percent. Excess days are days in acute care within 30 days of discharge per 100 discharges, against what was expected: negative is fewer than expected. The item denominator is the number of cases, at least 25.',
    'Blank cells are missing: the files do not say whether cases were too few or there were none, and a hospital has neither value nor denominator of such a measure. All figures are of traditional Medicare, and of veterans for VHA hospitals.',
    'Binary noise of the conversion of the files (0.19399999999999998) is rounded away. The other measures (infections, safety, patients’ experience, process, surgery) are left out.',
  ].join(' '),
  tables: { figures: figureTypes },
  extract(input) {
    const figures = releases(input).flatMap(({ name, period }) => readRelease(input.open(`${folder}/${name}`), period));
    return [figuresTable('value or denominator of a measure of a hospital in a release', figures)];
  },
});

function releases(input: PublishedFolder): { name: string; period: string }[] {
  const seen = new Map<string, string>();
  const found = input.list(folder).map((name) => {
    const [, year, month = ''] = fileName.exec(name) ?? [];
    if (year === undefined)
      throw refuse({
        file: `${folder}/${name}`,
        found: 'a file that the source does not know',
        expected: 'names such as alldata_2023jul.csv or all_data_2019jan.csv',
      });
    const period = `${year}-${months[month]}`;
    const before = seen.get(period);
    if (before !== undefined)
      throw refuse({ file: `${folder}/${name}`, found: `a second file of ${period} (the first is ${before})`, expected: 'one file of a release' });
    seen.set(period, name);
    return { name, period };
  });
  if (found.length === 0) throw refuse({ file: folder, found: 'no files', expected: 'files such as alldata_2023jul.csv' });
  return found;
}

function readRelease(file: PublishedFile, period: string): Figure[] {
  const header = headerOf(file);
  const match = matchLayout(header);
  if ('difference' in match) throw file.refuse('line 1', match.difference, match.expected);
  const once = uniqueIn(file, 'hospital');
  const rows = readTable(file, header);
  if (rows.length === 0) throw file.refuse(undefined, 'no hospitals', 'a row for each hospital');
  return rows.flatMap((record) => {
    const unit_code = ccnOf(file, record.row, 'PROVIDER_ID', record.cells.PROVIDER_ID ?? '');
    once(unit_code, record.row);
    file.kept(2 * measures.length);
    return measures.flatMap(({ column, topic, unit }): Figure[] => [
      { period, unit_code, topic, item: 'value', ...readValue(file, record, { column, unit }) },
      { period, unit_code, topic, item: 'denominator', ...readDenominator(file, record, `${column}_DEN`) },
    ]);
  });
}

function headerOf(file: PublishedFile): string[] {
  const end = file.bytes.indexOf('\n');
  return file.bytes
    .subarray(0, end === -1 ? undefined : end)
    .toString('utf8')
    .replace(/^\uFEFF|\r$/g, '')
    .split(',');
}

function readValue(file: PublishedFile, record: TableRow<string>, { column, unit }: Pick<Measure, 'column' | 'unit'>): Reading {
  const text = (record.cells[column] ?? '').trim();
  if (text === '') return missing;
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const known = unit === 'days' ? Number.isFinite(value) : value >= 0 && value <= 1;
  if (!known)
    throw file.refuse(`line ${record.row}, column ${column}`, quoted(text), unit === 'days' ? 'a number of days per 100 discharges' : 'a fraction from 0 to 1');
  return { value: withoutNoise(unit === 'days' ? value : value * 100), status: 'final' };
}

/** Published counts have a decimal point: `604.0`. */
function readDenominator(file: PublishedFile, record: TableRow<string>, column: string): Reading {
  const text = (record.cells[column] ?? '').trim();
  if (text === '') return missing;
  if (!/^\d+(\.0)?$/.test(text)) throw file.refuse(`line ${record.row}, column ${column}`, quoted(text), 'a whole number of cases');
  return { value: Number(text), status: 'final' };
}

const withoutNoise = (value: number): number => Number(value.toFixed(8));
