import { figuresTable } from '../../readers/figures.ts';
import { byCode } from '../../readers/table.ts';
import { defineSource, figureTypes, nameTypes } from '../../source.ts';
import { knownFiles, namedExactly } from './known-files.ts';
import { readTrustBeds } from './ni-beds.ts';
import { trusts } from './ni-trusts.ts';
import { readTrustWaits } from './ni-waits.ts';

const files = { beds: namedExactly('ni_beds.csv'), waits: namedExactly('ni_rtt_hsct.csv') } as const;

export const niHealthyr = defineSource({
  id: 'ni-healthyr',
  edition: 'uk-nations',
  folder: 'northernireland',
  title: 'Beds, admissions and waiting lists by health and social care trust, tidied by healthyr',
  publisher: 'Department of Health, Northern Ireland',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains public sector information of the Department of Health (Northern Ireland), licensed under the Open Government Licence v3.0.',
  periods: 'beds and admissions 2012-Q2 to 2024-Q1; waiting lists each quarter’s last month, 2019-03 to 2024-09',
  note: [
    'Tables of the Department of Health as tidied by the R package healthyr of the British Red Cross. Beds and admissions are by trust of treatment and added up over hospitals and specialties: by programme of care, and for all programmes. total_available_beds and total_occupied_beds count bed-days of the quarter. Daily averages (rounded) and regular attenders are not carried.',
    'The file has no blanks. Elective and non-elective inpatients are told apart in Acute Services only: in the other programmes, and so in the total of all, both are zero in each row and are not applicable here.',
    'South Eastern trust changed its record system in November 2023: its 2023-Q4 covers part of the quarter in most programmes and is missing here, and it has no later rows. In 2015-Q3 Southern trust has 142 rows of zeros for specialties that it does not have; they add nothing.',
    'Occupied exceed available bed-days in some rows, mostly of mental health: beds of patients on leave are used again.',
    'Waiting lists are the sum over specialties of the people waiting (outpatients and inpatients together, by their size) and of those waiting over 52 weeks; over 18 weeks is not carried. Belfast has no rows from 2024-06 and South Eastern none from 2023-12, when they changed systems. The Day Case Procedure Centre is not a trust and is not carried: waiters moved to it are in no trust’s list.',
    'Codes are those of the beds file; the waiting lists have short names only. Full names are not in the files.',
  ].join(' '),
  tables: { figures: figureTypes, trusts: nameTypes },
  extract(input) {
    const paths = knownFiles(input, 'healthyr', files);
    const figures = [...readTrustBeds(input.open(paths.beds)), ...readTrustWaits(input.open(paths.waits))];
    const names = trusts.map(({ code, name }) => [code, name] as const).sort(([a], [b]) => byCode(a, b));
    return [figuresTable('one figure of a trust and period', figures), { name: 'trusts', row: 'one trust', columns: ['code', 'name'], rows: names }];
  },
});
