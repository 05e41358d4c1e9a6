/** A code that a person typed, as look-ups have it: capitals and digits without blanks. */
export interface TypedCode {
  kind: 'postcode' | 'zip';
  code: string;
}

const postcode = /^[A-Z]{1,2}\d[A-Z\d]?(?:\d[A-Z]{0,2})?$/;
const zip = /^(\d{5})(?:-?\d{4})?$/;

/** The postcode, half postcode or ZIP code that a text looks like; null for any other. */
export function codeIn(text: string, edition: string): TypedCode | null {
  const plain = text.trim().toUpperCase().replace(/\s+/g, '');
  if (edition !== 'usa') return postcode.test(plain) ? { kind: 'postcode', code: plain } : null;
  const five = zip.exec(plain)?.[1];
  return five === undefined ? null : { kind: 'zip', code: five };
}
