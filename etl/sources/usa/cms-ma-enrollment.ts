import type { Figure } from '../../../data/extract.ts';
import { type Markers, missing, plainText, type Reading, readFigure, shown, suppressed } from '../../readers/cell.ts';
import { compareText, figuresTable } from '../../readers/figures.ts';
import { codeOf, readTable, uniqueIn } from '../../readers/table.ts';
import { refuse } from '../../refusal.ts';
import { defineSource, figureTypes, type PublishedFile, type PublishedFolder, type Types } from '../../source.ts';
import { enrollmentFolder, penetrationFile, readPenetration } from './cms-ma-counties.ts';
import { planFile, readPlans } from './cms-ma-plans.ts';
import { contractOf } from './star-tables.ts';

const directoryFile = /^MA_Contract_directory_(\d{4})_(0[1-9]|1[0-2])(_no_contacts)?\.csv$/;
const leftOut = /^(contracts_enrollment_parent|enrollment_changes)_\d{4}\.json$/;

const directoryColumns = [
  'Legal Entity Name',
  'Organization Marketing Name',
  'Contract Number',
  'Organization Type',
  'Plan Type',
  'Contract Effective Date',
  'Tax Status',
  'Parent Organization',
  'CMS Region Responsible',
  'Enrollment',
  'Legal Entity City',
  'Legal Entity State Code',
] as const;

const contractTypes: Types = {
  period: 'varchar',
  contract_id: 'varchar',
  legal_entity: 'varchar',
  marketing_name: 'varchar',
  organisation_type: 'varchar',
  plan_type: 'varchar',
  tax_status: 'varchar',
  effective_date: 'varchar',
  parent: 'varchar',
};

const markers: Markers = { '*': suppressed };

/** A count with thousands commas. An empty cell means what is told, since the files differ in it. */
function countOf(file: PublishedFile, [row, column, text]: [number, string, string], empty: Reading): Reading {
  if (plainText(text) === '') return empty;
  const reading = readFigure(text, markers);
  if (reading === null || (reading.value !== null && !Number.isInteger(reading.value)))
    throw file.refuse(`line ${row}, column ${column}`, shown(text), 'a whole number, * for 10 or fewer, or nothing');
  return reading;
}

/** `05/01/2015` is 1 May 2015. */
function dateOf(file: PublishedFile, row: number, text: string): string {
  const [, month, day, year] = /^(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])\/(\d{4})$/.exec(text) ?? [];
  if (year === undefined) throw file.refuse(`line ${row}, column Contract Effective Date`, shown(text), 'a date such as 05/01/2015 (month first)');
  return `${year}-${month}-${day}`;
}

interface Read {
  figures: Figure[];
  contracts: string[][];
}

function readDirectory(file: PublishedFile, period: string): Read {
  const once = uniqueIn(file, 'contract');
  const read: Read = { figures: [], contracts: [] };
  for (const { row, cells } of readTable(file, directoryColumns)) {
    const id = contractOf(file, row, 'Contract Number', cells['Contract Number']);
    once(id, row);
    const names = [cells['Legal Entity Name'], cells['Organization Marketing Name'], cells['Organization Type'], cells['Plan Type'], cells['Tax Status']];
    read.contracts.push([period, id, ...names.map(plainText), dateOf(file, row, cells['Contract Effective Date']), plainText(cells['Parent Organization'])]);
    const members = countOf(file, [row, 'Enrollment', cells.Enrollment], missing);
    read.figures.push({ period, unit_code: id, topic: '', item: 'members_directory', ...members });
    file.kept();
  }
  return read;
}

/** People whose county is not known to CMS. */
const pending = '00000';

function readCounties(file: PublishedFile, period: string): Figure[] {
  return readPenetration(file).flatMap(({ row, cells }): Figure[] => {
    if (cells.FIPS === pending) {
      file.notData('people whose county is pending');
      return [];
    }
    file.kept(2);
    const key = { period, unit_code: codeOf(file, row, 'FIPS', cells.FIPS, /^\d{5}$/, 'the code of a county'), topic: '' };
    return [
      { ...key, item: 'eligibles', ...countOf(file, [row, 'Eligibles', cells.Eligibles], missing) },
      { ...key, item: 'enrolled', ...countOf(file, [row, 'Enrolled', cells.Enrolled], suppressed) },
    ];
  });
}

interface MonthlyFile {
  name: string;
  period: string;
}

/** The files of one kind, with the month in their names. */
const ofKind = (names: readonly string[], form: RegExp): MonthlyFile[] =>
  names.flatMap((name) => {
    const [, year, month] = form.exec(name) ?? [];
    return year === undefined || month === undefined ? [] : [{ name, period: `${year}-${month}` }];
  });

/** Sorts the files by kind, whatever months there are. Refuses an unknown name, and two files of a kind and month. */
function filesOf(input: PublishedFolder) {
  const names = input.list(enrollmentFolder);
  const kinds = { plans: ofKind(names, planFile), directories: ofKind(names, directoryFile), counties: ofKind(names, penetrationFile) };
  const known = Object.values(kinds).flat();
  for (const name of names) {
    if (leftOut.test(name) || known.some((file) => file.name === name)) continue;
    throw refuse({
      file: `${enrollmentFolder}/${name}`,
      found: 'a file that the source does not know',
      expected: 'a name such as Monthly_Report_By_Plan_2024_08.json, MA_Contract_directory_2024_08.csv or State_County_Penetration_MA_2025_06.csv',
    });
  }
  for (const files of Object.values(kinds)) {
    for (const [index, file] of files.entries()) {
      const first = files.findIndex(({ period }) => period === file.period);
      if (first !== index)
        throw refuse({ file: `${enrollmentFolder}/${file.name}`, found: `a second file of ${file.period}`, expected: `only ${files[first]?.name}` });
    }
  }
  if (known.length === 0)
    throw refuse({ file: enrollmentFolder, found: 'no file of enrolment', expected: 'at least one, such as Monthly_Report_By_Plan_2024_08.json' });
  return kinds;
}

export const cmsMaEnrollment = defineSource({
  id: 'cms-ma-enrollment',
  edition: 'usa',
  folder: 'us',
  title: 'Medicare Advantage enrolment by contract and by county, and directory of contracts',
  publisher: 'Centers for Medicare & Medicaid Services (CMS)',
  licence: 'Work of the United States government, not subject to copyright',
  attribution: 'Source: Centers for Medicare & Medicaid Services, Medicare Advantage/Part D contract and enrollment data.',
  periods: 'contracts 2024-08, 2025-08 and 2026-05; counties 2025-06',
  note: [
    'Members of a contract are the sum over its plans; a plan with 10 or fewer is withheld and left out of the sum, and plans_withheld says how many there are, so a sum may be up to 10 for each of them too low; a starred line that names no plan, beside the plans of a contract, counts as one. Where all plans of a contract are withheld its members are suppressed. Members_directory is the count in the directory of contracts; it is missing where the directory prints nothing.',
    'Of counties, enrolled counts of 10 or fewer are starred, one is blank, and all are suppressed. Connecticut is not in the file of counties, and 14,940 people whose county is pending are left out. Shares are not carried: they follow from the counts.',
    'contracts_enrollment_parent_2026.json and enrollment_changes_2026.json are not read: they were derived by others from CMS’s files and do not say how. Columns not carried: plan and organisation types of single plans, CMS region and seat of the legal entity, and SSA codes.',
  ].join(' '),
  tables: { figures: figureTypes, contracts: contractTypes },
  extract(input) {
    const { plans, directories, counties } = filesOf(input);
    const open = ({ name }: MonthlyFile) => input.open(`${enrollmentFolder}/${name}`);
    const directory = directories.map((file) => readDirectory(open(file), file.period));
    const figures = [
      ...plans.flatMap((file) => readPlans(open(file), file.period)),
      ...directory.flatMap((read) => read.figures),
      ...counties.flatMap((file) => readCounties(open(file), file.period)),
    ];
    const contracts = directory.flatMap((read) => read.contracts).sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
    return [
      figuresTable('one count of a contract or county in a month', figures),
      { name: 'contracts', row: 'one contract in the directory of a month', columns: Object.keys(contractTypes), rows: contracts },
    ];
  },
});
