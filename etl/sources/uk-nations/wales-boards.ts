import { quoted } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

/** The seven local health boards. The bed tables have one code, delays and waits the other; names join the two. */
export const welshBoards = [
  { code: '7A1', onsCode: 'W11000023', name: 'Betsi Cadwaladr University Health Board' },
  { code: '7A2', onsCode: 'W11000025', name: 'Hywel Dda University Health Board' },
  { code: '7A3', onsCode: 'W11000031', name: 'Swansea Bay University Health Board' },
  { code: '7A4', onsCode: 'W11000029', name: 'Cardiff and Vale University Health Board' },
  { code: '7A5', onsCode: 'W11000030', name: 'Cwm Taf Morgannwg University Health Board' },
  { code: '7A6', onsCode: 'W11000028', name: 'Aneurin Bevan University Health Board' },
  { code: '7A7', onsCode: 'W11000024', name: 'Powys Teaching Health Board' },
] as const;

/** Boards until March 2019, with other borders than those that followed: Bridgend moved from one to the other. */
const formerBoards = ['W11000026', 'W11000027'];

/**
 * The board of a row with an ONS code and a name, whose first words must be the board’s (the waiting lists write LHB
 * for health board). Null for a former board, which is counted as not data.
 */
export function boardOf(file: PublishedFile, row: number, { onsCode, name }: { onsCode: string; name: string }): string | null {
  if (formerBoards.includes(onsCode)) {
    file.notData('board until March 2019, with other borders');
    return null;
  }
  const board = welshBoards.find((known) => known.onsCode === onsCode);
  if (board === undefined)
    throw file.refuse(`line ${row}, column lhb22_code`, quoted(onsCode), `one of ${welshBoards.map((known) => known.onsCode).join(', ')}`);
  if (firstWords(name) !== firstWords(board.name))
    throw file.refuse(`line ${row}, column lhb22_name`, quoted(name), `${board.name}, which has the code ${onsCode}`);
  return board.code;
}

const firstWords = (name: string): string => name.replace(/( University| Teaching)?( LHB| Health Board)$/, '');
