import type { Figure } from '../../../data/extract.ts';
import { shown, suppressed } from '../../readers/cell.ts';
import { quoted, uniqueIn } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

/** Enrolment by plan, of a month of which the name tells. */
export const planFile = /^Monthly_Report_By_Plan_(\d{4})_(0[1-9]|1[0-2])(_condensed)?\.json$/;

const layouts = [
  { name: 'full, as in August 2024', keys: ['CONTRACT_ID', 'Plan ID', 'Organization Type', 'Plan Type', 'Enrollment'] },
  { name: 'condensed, as in August 2025', keys: ['CONTRACT_ID', 'Plan ID', 'Plan Type', 'Enrollment'] },
];

/** A count of 10 or fewer is withheld. */
const withheld = '*';

/** Members of a plan; null where they are withheld. */
interface Plan {
  contract: string;
  plan: string | null;
  members: number | null;
}

/** Reads the members of a month by plan as those of contracts, with the number of plans that are withheld. */
export function readPlans(file: PublishedFile, period: string): Figure[] {
  const records = parsed(file);
  file.read(records.length);
  const layout = layoutOf(file, records[0]);
  const once = uniqueIn(file, 'plan', 'record');
  const contracts = new Map<string, Plan[]>();
  records.forEach((record, index) => {
    const plan = planOf(file, index + 1, layout, record);
    if (plan === null) {
      file.notData('section heading');
      return;
    }
    once(`${plan.contract} ${plan.plan ?? '(whole contract)'}`, index + 1);
    contracts.set(plan.contract, [...(contracts.get(plan.contract) ?? []), plan]);
    file.kept();
  });
  return [...contracts].flatMap(([contract, plans]) => membersOf(file, period, contract, plans));
}

type Layout = (typeof layouts)[number];
type PlanRecord = Readonly<Record<string, unknown>>;

function parsed(file: PublishedFile): PlanRecord[] {
  let records: unknown;
  try {
    // The file of August 2024 prints a plan that is not given as NaN, which JSON does not know.
    records = JSON.parse(file.bytes.toString('utf8').replace(/^(\s*"Plan ID": )NaN(,?)$/gm, '$1null$2'));
  } catch {
    throw file.refuse(undefined, 'text that is not JSON, or not whole', 'a list of plans in JSON');
  }
  const isRecord = (record: unknown): record is PlanRecord => typeof record === 'object' && record !== null;
  if (!Array.isArray(records) || records.length === 0 || !records.every(isRecord)) throw file.refuse(undefined, 'no list of plans', 'a list of plans in JSON');
  return records;
}

const keysOf = (record: PlanRecord): string[] => Object.keys(record).map((key) => key.trim());

const strangeKeys = (record: PlanRecord, { keys }: Layout): string[] => [
  ...keysOf(record).filter((key) => !keys.includes(key)),
  ...keys.filter((key) => !keysOf(record).includes(key)),
];

/** The layout that differs least, which must not differ at all. */
function layoutOf(file: PublishedFile, record: PlanRecord = {}): Layout {
  const [nearest] = [...layouts].sort((a, b) => strangeKeys(record, a).length - strangeKeys(record, b).length);
  if (nearest === undefined) throw new Error('no layout of enrolment by plan is declared');
  assertKeys(file, 1, nearest, record);
  return nearest;
}

function assertKeys(file: PublishedFile, row: number, layout: Layout, record: PlanRecord): void {
  const unknown = keysOf(record).find((key) => !layout.keys.includes(key));
  const absent = layout.keys.find((key) => !keysOf(record).includes(key));
  if (unknown === undefined && absent === undefined) return;
  const found = unknown === undefined ? 'no field' : `unknown field ${quoted(unknown)} in place of`;
  throw file.refuse(
    `record ${row}`,
    `${found} ${absent === undefined ? 'nothing' : quoted(absent)}`,
    `the known fields (nearest known layout: ${layout.name})`,
  );
}

/** A plan, or null for a heading: one file has the heading of a section as a record without plan type and members. */
function planOf(file: PublishedFile, row: number, layout: Layout, record: PlanRecord): Plan | null {
  assertKeys(file, row, layout, record);
  const cell = (name: string) => Object.entries(record).find(([key]) => key.trim() === name)?.[1] ?? null;
  const place = `record ${row}`;
  const [contract, plan, type, members] = [cell('CONTRACT_ID'), cell('Plan ID'), cell('Plan Type'), cell('Enrollment')];
  if (typeof contract === 'string' && plan === null && type === null && members === null) return null;
  if (typeof contract !== 'string' || !/^([EHRSX]\d{4}|9\d{4})$/.test(contract.trim()))
    throw file.refuse(`${place}, CONTRACT_ID`, shown(String(contract)), 'the id of a contract, such as H0028');
  if (plan !== null && !/^\d{1,3}$/.test(String(plan))) throw file.refuse(`${place}, Plan ID`, shown(String(plan)), 'the number of a plan, or null');
  const text = String(members ?? '').trim();
  if (text !== withheld && !/^\d+$/.test(text)) throw file.refuse(`${place}, Enrollment`, shown(text), `a whole number, or ${withheld} for 10 or fewer`);
  return { contract: contract.trim(), plan: plan === null ? null : String(Number(plan)), members: text === withheld ? null : Number(text) };
}

function membersOf(file: PublishedFile, period: string, contract: string, plans: readonly Plan[]): Figure[] {
  // A starred line of no plan beside the plans may hide up to 10 people, as a starred plan may.
  if (plans.length > 1 && plans.some(({ plan, members }) => plan === null && members !== null)) {
    throw file.refuse(undefined, `contract ${contract} as a whole and by plan`, 'one or the other, or members would count twice');
  }
  const counts = plans.flatMap(({ members }) => (members === null ? [] : [members]));
  const members = counts.length === 0 ? suppressed : { value: counts.reduce((sum, n) => sum + n, 0), status: 'final' as const };
  const key = { period, unit_code: contract, topic: '' };
  return [
    { ...key, item: 'members', ...members },
    { ...key, item: 'plans_withheld', value: plans.length - counts.length, status: 'final' },
  ];
}
