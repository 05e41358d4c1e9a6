import { crc32, inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const localHeaderLength = 30;
const deflated = 8;

/**
 * Whether every entry of a zip archive (an .xlsx workbook is one) is what it was when it was written, by length and
 * checksum. Libraries for spreadsheets do not look: a damaged sheet would be read as far as it goes.
 */
export function isWholeZip(bytes: Buffer): boolean {
  try {
    const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
    if (end < 0 || end + endLength > bytes.length || bytes.readUInt32LE(end) !== endSignature) return false;
    const entries = bytes.readUInt16LE(end + 10);
    let place = bytes.readUInt32LE(end + 16);
    for (let entry = 0; entry < entries; entry += 1) {
      if (bytes.readUInt32LE(place) !== entrySignature || !isWholeEntry(bytes, place)) return false;
      place += 46 + bytes.readUInt16LE(place + 28) + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32);
    }
    return place <= end;
  } catch {
    // Past the end of the bytes, or compressed data that cannot be inflated.
    return false;
  }
}

/** Compares one entry with the length and checksum that the archive’s directory gives for it. */
function isWholeEntry(bytes: Buffer, place: number): boolean {
  const compressed = bytes.readUInt32LE(place + 20);
  const length = bytes.readUInt32LE(place + 24);
  const local = bytes.readUInt32LE(place + 42);
  const start = local + localHeaderLength + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const stored = bytes.subarray(start, start + compressed);
  const content = bytes.readUInt16LE(place + 10) === deflated ? inflateRawSync(stored, { maxOutputLength: Math.max(length, 1) }) : stored;
  return content.length === length && crc32(content) === bytes.readUInt32LE(place + 16);
}
