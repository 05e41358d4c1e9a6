/** What the Windows code page 1252 has at 0x80 to 0x9F, where ISO 8859-1 has control characters; five places are empty. */
const from80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Text of a published file that is in UTF-8 or in the Windows code page 1252, as its bytes tell; a byte order mark is
 * left out. The code page is decoded here, since `TextDecoder('windows-1252')` of Node 20 decodes ISO 8859-1 and
 * would turn the dashes in names of measures into control characters.
 */
export function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (character) => from80.charAt(character.charCodeAt(0) - 0x80));
  }
}
