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

/**
 * The same published file, and the same account of it, with an end of line after the last row, for files that are
 * published without one. A cut in the last cell of such a file does not show: it must not be carried, or be known.
 */
export function withLastLineEnd(file: PublishedFile): PublishedFile {
  if (file.bytes.at(-1) === 0x0a) return file;
  const end = file.bytes.includes('\r\n') ? '\r\n' : '\n';
  return Object.assign(Object.create(file) as PublishedFile, { bytes: Buffer.concat([file.bytes, Buffer.from(end)]) });
}
