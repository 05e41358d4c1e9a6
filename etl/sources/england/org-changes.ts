import { readSystems, subIcbLookupFile } from '../../readers/sub-icb-lookup.ts';
import { byCode, codeOf, readTable, type TableRow, uniqueIn } from '../../readers/table.ts';
import { defineSource, type PublishedFile, type PublishedFolder, type TableOut } from '../../source.ts';

type Successors = ReadonlyMap<string, readonly TableRow<'old_code' | 'new_code' | 'date'>[]>;

/** Codes given to CCGs by the Organisation Data Service: `00C` until 2021, `A3A8R` from then on. */
const ccgForm = /^(\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z])$/;

/**
 * Where codes of the form of a CCG may end without being one: the regional teams and hubs through which
 * NHS England itself commissioned services, in their last known codes (`14F` is the South West Commissioning Hub).
 */
export const commissioningHubs: readonly string[] = ['13R', '14A', '14E', '14F', '14G', '27T', '32T', '76A', '85J', '97T'];

export const orgChanges = defineSource({
  id: 'org-changes',
  edition: 'england',
  title: 'Successor organisations',
  publisher: 'NHS Digital Organisation Data Service (ODS)',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains public sector information from NHS Digital licensed under the Open Government Licence v3.0.',
  periods: 'changes up to April 2022',
  note: 'Clinical commissioning groups (CCGs) only, each followed from successor to successor to a sub-ICB location of July 2022; no CCG has successors in two. The file says which organisation followed, not which residents: boundaries that moved under an unchanged code are told with the geography. NHS England’s own commissioning hubs, primary care trusts, practices, NHS trusts and councils are left out.',
  tables: { 'ccg-successors': { ccg_code: 'varchar', sub_icb_code: 'varchar', path: 'varchar' } },
  extract: (input) => [readCcgSuccessors(input)],
});

function readCcgSuccessors(input: PublishedFolder): TableOut {
  const targets = new Set(readSystems(input.open(subIcbLookupFile)).subIcbs.keys());
  const file = input.open('org-changes/lookup_org_successor.csv');
  const successors = readSuccessors(file);
  const rows = new Map([...targets].map((code) => [code, [code, code, code]]));
  for (const [code, changes] of successors) {
    if (!ccgForm.test(code)) {
      file.notData('practice, trust, primary care trust or other organisation', changes.length);
      continue;
    }
    const ends = endsOf(file, successors, targets, [code]);
    const last = ends.map((path) => path.at(-1) ?? '');
    if (last.every((end) => commissioningHubs.includes(end))) {
      file.notData('commissioning hub of NHS England', changes.length);
      continue;
    }
    const { path, target } = onlyEnd(file, changes[0]?.row ?? 0, code, ends, targets);
    rows.set(code, [code, target, path.join(' > ')]);
    for (const _ of changes) file.kept(1);
  }
  return {
    name: 'ccg-successors',
    row: 'one CCG, former or last, and the sub-ICB location that follows it',
    columns: ['ccg_code', 'sub_icb_code', 'path'],
    rows: [...rows.values()].sort((a, b) => byCode(a[0] ?? '', b[0] ?? '')),
  };
}

function readSuccessors(file: PublishedFile): Successors {
  const once = uniqueIn(file, 'change');
  const successors = new Map<string, TableRow<'old_code' | 'new_code' | 'date'>[]>();
  for (const change of readTable(file, ['old_code', 'new_code', 'date'])) {
    const { row, cells } = change;
    codeOf(file, row, 'old_code', cells.old_code, /^[A-Z0-9]+$/, 'an ODS code');
    codeOf(file, row, 'new_code', cells.new_code, /^[A-Z0-9]+$/, 'an ODS code');
    codeOf(file, row, 'date', cells.date, /^\d{4}-\d\d-\d\d$/, 'a date such as 2021-04-01');
    once(`${cells.old_code} > ${cells.new_code} of ${cells.date}`, row);
    successors.set(cells.old_code, [...(successors.get(cells.old_code) ?? []), change]);
  }
  return successors;
}

/** Every way from a code to where it ends: at a sub-ICB location or at an organisation without successor. */
function endsOf(file: PublishedFile, successors: Successors, targets: ReadonlySet<string>, path: readonly string[]): string[][] {
  const code = path.at(-1) ?? '';
  const changes = successors.get(code);
  if (changes === undefined) return [[...path]];
  const [first] = changes;
  if (targets.has(code) && first !== undefined) {
    throw file.refuse(
      `line ${first.row}`,
      `sub-ICB location ${code} with a successor (${first.cells.new_code})`,
      'sub-ICB locations of July 2022 to be the last of their line',
    );
  }
  return changes.flatMap(({ row, cells }) => {
    if (path.includes(cells.new_code)) throw file.refuse(`line ${row}`, `a circle: ${[...path, cells.new_code].join(' > ')}`, 'successors that come to an end');
    return endsOf(file, successors, targets, [...path, cells.new_code]);
  });
}

function onlyEnd(file: PublishedFile, row: number, code: string, ends: readonly string[][], targets: ReadonlySet<string>): { path: string[]; target: string } {
  const lost = ends.find((path) => !targets.has(path.at(-1) ?? ''));
  if (lost !== undefined)
    throw file.refuse(`line ${row}`, `CCG ${code} that ends nowhere (${lost.join(' > ')})`, 'a sub-ICB location of July 2022 or a known commissioning hub');
  const found = [...new Set(ends.map((path) => path.at(-1) ?? ''))];
  const [target, other] = found;
  const [path] = ends;
  if (target === undefined || path === undefined || other !== undefined) {
    throw file.refuse(`line ${row}`, `CCG ${code} with successors in ${found.join(' and ')}`, 'one sub-ICB location');
  }
  return { path, target };
}
