import type { Figure } from '../../../data/extract.ts';
import { quoted, readTable, uniqueIn, wholeNumber } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';
import { summed } from './cells.ts';
import { trusts } from './ni-trusts.ts';
import { monthOfFirstDay } from './periods.ts';

const columns = ['hsct22_name', 'date', 'year', 'month', 'specialty', 'waits_over_18_weeks', 'waits_over_52_weeks', 'total_waits'] as const;

const procedureCentre = 'Day Case Procedure Centre';

/** Reads people waiting by trust, added up over specialties. */
export function readTrustWaits(file: PublishedFile): Figure[] {
  const once = uniqueIn(file, 'trust, month and specialty');
  const parts = readTable(file, columns).flatMap(({ row, cells }): Figure[] => {
    once(`${cells.hsct22_name} ${cells.date} ${cells.specialty}`, row);
    const period = monthOfFirstDay(file, { row, column: 'date' }, cells.date);
    const waits = wholeNumber(file, row, 'total_waits', cells.total_waits);
    const long = wholeNumber(file, row, 'waits_over_52_weeks', cells.waits_over_52_weeks);
    if (long > waits) throw file.refuse(`line ${row}, column waits_over_52_weeks`, String(long), `at most ${waits}, all who wait`);
    if (cells.hsct22_name === procedureCentre) {
      file.notData('Day Case Procedure Centre: not a trust');
      return [];
    }
    const trust = trusts.find(({ short }) => short === cells.hsct22_name);
    if (trust === undefined)
      throw file.refuse(`line ${row}, column hsct22_name`, quoted(cells.hsct22_name), `one of ${trusts.map(({ short }) => short).join(', ')}`);
    file.kept(2);
    const figure = { period, unit_code: trust.code, topic: 'waiting-lists', status: 'final' } as const;
    return [
      { ...figure, item: 'waits', value: waits },
      { ...figure, item: 'waits_over_52_weeks', value: long },
    ];
  });
  return summed(parts);
}
