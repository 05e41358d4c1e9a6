import { codeOf } from '../../readers/table.ts';
import type { PublishedFile } from '../../source.ts';

/** A CMS Certification Number. Those that end in F are of hospitals of the Veterans Health Administration or of the Department of Defense. */
const certificationNumber = /^\d{5}[\dF]$/;

/** Reads a hospital’s CMS Certification Number (CCN), which files kept as numbers publish without its leading zero. */
export function ccnOf(file: PublishedFile, row: number, column: string, text: string): string {
  const ccn = text.trim().padStart(6, '0');
  if (!certificationNumber.test(ccn)) codeOf(file, row, column, text, certificationNumber, 'a CMS Certification Number, such as 010001 or 01014F');
  return ccn;
}
