import type { Figure } from '../../../data/extract.ts';
import { missing, type Reading } from '../../readers/cell.ts';
import { codeOf, quoted, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { summed } from './cells.ts';
import { monthOfFirstDay } from './periods.ts';
import { boardOf } from './wales-boards.ts';

/** Reads people whose discharge is delayed, added up over reasons. */
export function readWelshDelays(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'board, month and reason');
  const parts = readTable(file, ['lhb22_code', 'lhb22_name', 'date', 'delay_reason', 'delay_count']).flatMap(({ row, cells }): Figure[] => {
    once(`${cells.lhb22_code} ${cells.date} ${cells.delay_reason}`, row);
    const period = monthOfFirstDay(file, { row, column: 'date' }, cells.date);
    // A row of all reasons beside the single ones would count everyone twice.
    codeOf(file, row, 'delay_reason', cells.delay_reason, /^(?!\s*(All|Total)\b).*\S/i, 'a single reason');
    const value = wholeNumber(file, row, 'delay_count', cells.delay_count);
    const unit = boardOf(file, row, { onsCode: cells.lhb22_code, name: cells.lhb22_name });
    if (unit === null) return [];
    file.kept();
    return [{ period, unit_code: unit, topic: 'delayed-discharges', item: 'delays', value, status: 'final' }];
  });
  return summed(parts);
}

const waitColumns = ['lhb22_code', 'lhb22_name', 'date', 'pathway_stage', 'waits_over_18_weeks', 'waits_over_53_weeks', 'total_waits'] as const;

const stages = [
  'Waiting for new OP appointment',
  'Waiting for diagnostic or AHP test, intervention or result',
  'Waiting for follow-up OP appointment or decision (after OP appointment/diagnostic/AHP intervention result) or waiting & stage unknown',
  'Waiting for admitted diagnostic or therapeutic intervention only',
];

/** Reads pathways that wait, added up over their stages. Every board and month must have every stage. */
export function readWelshWaits(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'board, month and stage');
  const found = new Map<string, number>();
  const parts = readTable(file, waitColumns).flatMap(({ row, cells }): Figure[] => {
    once(`${cells.lhb22_code} ${cells.date} ${cells.pathway_stage}`, row);
    if (!stages.includes(cells.pathway_stage))
      throw file.refuse(`line ${row}, column pathway_stage`, quoted(cells.pathway_stage), `one of: ${stages.join('; ')}`);
    const period = monthOfFirstDay(file, { row, column: 'date' }, cells.date);
    const waits = wholeNumber(file, row, 'total_waits', cells.total_waits);
    const long = longWaits(file, row, { text: cells.waits_over_53_weeks, waits });
    const unit = boardOf(file, row, { onsCode: cells.lhb22_code, name: cells.lhb22_name });
    if (unit === null) return [];
    found.set(`${unit} ${period}`, (found.get(`${unit} ${period}`) ?? 0) + 1);
    file.kept(2);
    const figure = { period, unit_code: unit, topic: 'waiting-lists' };
    return [
      { ...figure, item: 'waits', value: waits, status: 'final' },
      { ...figure, item: 'waits_over_53_weeks', ...long },
    ];
  });
  for (const [key, count] of found) {
    if (count !== stages.length) throw file.refuse(key, `${count} stages`, `${stages.length} stages of each board and month`);
  }
  return summed(parts);
}

function longWaits(file: PublishedFile, row: number, { text, waits }: { text: string; waits: number }): Reading {
  if (text === 'NA') return missing;
  const value = wholeNumber(file, row, 'waits_over_53_weeks', text);
  if (value > waits) throw file.refuse(`line ${row}, column waits_over_53_weeks`, quoted(text), `at most ${waits}, all who wait`);
  return { value, status: 'final' };
}
