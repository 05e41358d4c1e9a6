const small = new Set(['of', 'and', 'the', 'at', 'in', 'on', 'upon', 'by', 'under', 'le', 'for', 'with', 'next', 'to', 'de', 'en']);
const letters = new Set(['nhs', 'gp', 'gps', 'pms', 'apms', 'pcn', 'ii', 'iii', 'iv', 'uk', 'mk', 'llp', 'cic']);

/** A name that was published in capitals, as it is written: `ST MARY'S-ON-THE-HILL` is `St Mary’s-on-the-Hill`. */
export function inReadableCase(capitals: string): string {
  const text = capitals.trim().replace(/\s+/g, ' ').toLowerCase();
  return text.replace(/[\p{L}\d']+/gu, (word, at: number) => wordInCase(word, at === 0 || text[at - 1] === '(')).replaceAll("'", '’');
}

function wordInCase(word: string, first: boolean): string {
  if (letters.has(word)) return word.toUpperCase();
  if (small.has(word) && !first) return word;
  const parts = /^(o'|mc)(\p{L}{3,})$/u.exec(word);
  return parts === null ? capital(word) : capital(parts[1] ?? '') + capital(parts[2] ?? '');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
