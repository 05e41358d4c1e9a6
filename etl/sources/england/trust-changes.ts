import { readCsv } from '../../readers/csv.ts';
import { byCode, codeOf, readTable, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';
import { expectedTrust, trustForm } from './hospital-cells.ts';

/** The first quarter of beds begins here: trusts that ended before are in no table. */
const firstDay = '2010-04-01';

/**
 * Trusts that were dissolved and that the published lists of trusts do not hold, although they returned beds:
 * South London Healthcare, whose hospitals went to three trusts in October 2013.
 */
export const dissolvedTrusts: readonly string[] = ['RYQ'];

const pathColumns = [
  'old_code',
  'new_code_0',
  ...['new_code_1', 'date_change_1', 'change_type_1', 'new_code_2', 'date_change_2', 'change_type_2', 'new_code_3', 'date_change_3', 'change_type_3'],
  ...['final_code', 'experiences_split', 'direct_path_complicated', 'adjacent_to_complicated', 'part_of_complicated_path'],
] as const;

interface Change {
  row: number;
  successor: string;
  date: string;
}

type Changes = Map<string, Change[]>;

export const trustChanges = defineSource({
  id: 'trust-changes',
  edition: 'england',
  title: 'NHS trusts and the trusts that follow them',
  publisher: 'NHS Digital Organisation Data Service (ODS)',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains public sector information from NHS Digital licensed under the Open Government Licence v3.0.',
  periods: 'changes from April 2010 to April 2022',
  note: [
    'Every NHS trust (R…) that existed in April 2010 or later, followed from successor to successor to a trust of 2022. outcome is current (no change, follows itself), merged (one successor in the end), split (several, told in path and not in successor_code) or none (ended without a successor in the publication). date is the day on which the code was replaced.',
    'Split: RW6 (Pennine Acute) in October 2021 to R0A and RM3. None: R0C, RA3, RBA, RJD and RYQ; R0C is a code of March 2020 alone, the hospitals of RJD and RYQ went to several trusts, and the mergers of RA3 and RBA into other trusts in April 2020 are not in the publication.',
    'RBB and RBF are told by all_org_changes_paths_2000_2018.csv alone; where both files tell of a trust they must agree on the successor (the dates differ by a day at times, and lookup_org_successor.csv is followed).',
    'Mergers after April 2022 (RA4, RVY, RAP and others) are not in the publication: their codes are current. Care trusts (T…), primary care trusts and all other organisations are left out. trust_lookup_uncomplicated_changes.csv is not read: it has no dates.',
  ].join(' '),
  tables: { successors: { code: 'varchar', successor_code: 'varchar', date: 'varchar', path: 'varchar', outcome: 'varchar' } },
  extract: (input) => [readTrustSuccessors(input)],
});

function readTrustSuccessors(input: PublishedFolder): TableOut {
  const { open, listed } = readTrusts(input);
  const file = input.open('org-changes/lookup_org_successor.csv');
  const changes = readChanges(file);
  addPaths(input.open('org-changes/all_org_changes_paths_2000_2018.csv'), changes);
  const codes = new Set([...listed, ...changes.keys(), ...dissolvedTrusts]);
  const rows = [...codes].map((code) => rowOf(file, code, changes, open));
  return {
    name: 'successors',
    row: 'one NHS trust, former or present, and the trust of 2022 that follows it',
    columns: ['code', 'successor_code', 'date', 'path', 'outcome'],
    rows: rows.sort((a, b) => byCode(a[0] ?? '', b[0] ?? '')),
  };
}

/** Trusts that are open in 2022, and all that the two lists of trusts hold. */
function readTrusts(input: PublishedFolder): { open: ReadonlySet<string>; listed: ReadonlySet<string> } {
  const open = new Set<string>();
  const listed = new Set<string>();
  const points = input.open('trusts/points_nhs_trusts22.csv');
  const once = uniqueIn(points, 'trust');
  for (const { row, cells } of readTable(points, ['nhs_trust22_name', 'nhs_trust22_code', 'status', 'longitude', 'latitude'])) {
    const code = codeOf(points, row, 'nhs_trust22_code', cells.nhs_trust22_code, trustForm, expectedTrust);
    once(code, row);
    if (codeOf(points, row, 'status', cells.status, /^(open|closed)$/, 'open or closed') === 'open') open.add(code);
    listed.add(code);
    points.kept();
  }
  const etr = input.open('trusts/etr_trust_list.csv');
  for (const { row, cells } of readCsv(etr)) {
    listed.add(codeOf(etr, row, '1', cells[0] ?? '', trustForm, expectedTrust));
    etr.kept();
  }
  return { open, listed };
}

function readChanges(file: PublishedFile): Changes {
  const once = uniqueIn(file, 'change');
  const changes: Changes = new Map();
  for (const { row, cells } of readTable(file, ['old_code', 'new_code', 'date'])) {
    codeOf(file, row, 'old_code', cells.old_code, /^[A-Z0-9]+$/, 'an ODS code');
    const date = codeOf(file, row, 'date', cells.date, /^\d{4}-\d\d-\d\d$/, 'a date such as 2021-04-01');
    if (!trustForm.test(cells.old_code)) {
      file.notData('site, practice, commissioner or other organisation that is not an NHS trust');
    } else if (date < firstDay) {
      file.notData('trust that ended before April 2010');
    } else {
      once(`${cells.old_code} > ${cells.new_code}`, row);
      const successor = codeOf(file, row, 'new_code', cells.new_code, trustForm, expectedTrust);
      changes.set(cells.old_code, [...(changes.get(cells.old_code) ?? []), { row, successor, date }]);
      file.kept();
    }
  }
  return changes;
}

/** Adds the trusts that only the file of paths tells of; where both tell, they must name the same successor. */
function addPaths(file: PublishedFile, changes: Changes): void {
  for (const { row, cells } of readTable(file, pathColumns)) {
    const { old_code: code, new_code_1: successor, date_change_1: date } = cells;
    if (!trustForm.test(code)) {
      file.notData('organisation that is not an NHS trust');
      continue;
    }
    codeOf(file, row, 'date_change_1', date, /^\d{4}-\d\d-\d\d$/, 'a date such as 2021-04-01');
    if (date < firstDay) {
      file.notData('trust that changed before April 2010');
      continue;
    }
    const known = changes.get(code);
    if (known === undefined) {
      changes.set(code, [{ row, successor: codeOf(file, row, 'new_code_1', successor, trustForm, expectedTrust), date }]);
      file.kept();
    } else if (known.some((change) => change.successor === successor)) {
      file.notData('told by the list of successors as well');
    } else {
      throw file.refuse(`line ${row}`, `${successor} after ${code}`, `${known.map((change) => change.successor).join(' or ')}, as in the list of successors`);
    }
  }
}

function rowOf(file: PublishedFile, code: string, changes: Changes, open: ReadonlySet<string>): (string | null)[] {
  const date = changes.get(code)?.[0]?.date ?? null;
  const paths = pathsFrom(file, changes, [code]);
  const path = paths.map((codes) => codes.join(' > ')).join(' | ');
  const ends = [...new Set(paths.map((codes) => codes.at(-1) ?? ''))];
  const [end = '', ...others] = ends;
  if (others.length > 0) return [code, null, date, path, 'split'];
  if (open.has(end)) return [code, end, date, path, end === code ? 'current' : 'merged'];
  if (end === code) return [code, null, null, path, 'none'];
  throw file.refuse(`trust ${code}`, `a line that ends in ${end} (${path})`, 'a trust that is open in 2022');
}

/** Every way from a trust to where it ends, in the order of the codes. */
function pathsFrom(file: PublishedFile, changes: Changes, path: readonly string[]): string[][] {
  const followers = changes.get(path.at(-1) ?? '');
  if (followers === undefined) return [[...path]];
  return followers
    .toSorted((a, b) => byCode(a.successor, b.successor))
    .flatMap(({ successor }) => {
      if (path.includes(successor)) throw file.refuse(`trust ${path[0]}`, `a circle: ${[...path, successor].join(' > ')}`, 'successors that come to an end');
      return pathsFrom(file, changes, [...path, successor]);
    });
}
