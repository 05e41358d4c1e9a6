import type { PublishedFile } from '../source.ts';

/**
 * The same published file, and the same account of it, with an end of line after the last row, for files that are
 * published without one. A cut in the last cell of such a file does not show: it must not be carried, or be known.
 */
export function withLastLineEnd(file: PublishedFile): PublishedFile {
  if (file.bytes.at(-1) === 0x0a) return file;
  const end = file.bytes.includes('\r\n') ? '\r\n' : '\n';
  return Object.assign(Object.create(file) as PublishedFile, { bytes: Buffer.concat([file.bytes, Buffer.from(end)]) });
}
