import { refuse } from '../../refusal.ts';
import type { PublishedFolder } from '../../source.ts';

/** A file that a source knows: the form of its name, and the name as a message shows it. */
export interface KnownFile {
  form: RegExp;
  example: string;
}

/** A file known by one name alone. */
export const namedExactly = (name: string): KnownFile => ({ form: new RegExp(`^${name.replaceAll('.', '\\.')}$`), example: name });

/** A file whose name ends in the date of its publication, so that a later edition of it is found too. */
export const datedFile = (stem: string, digits: number, end = 'csv'): KnownFile => ({
  form: new RegExp(`^${stem}\\d{${digits}}\\.${end}$`),
  example: `${stem}${'0'.repeat(digits)}.${end}`,
});

/**
 * Finds the files of a source’s folder by name. Every known file must be there once, and no other file: what a new
 * file holds is for a reader to say, so it is refused with the known file whose name is nearest.
 */
export function knownFiles<const Key extends string>(input: PublishedFolder, folder: string, known: Readonly<Record<Key, KnownFile>>): Record<Key, string> {
  const names = input.list(folder);
  const found = {} as Record<Key, string>;
  for (const key of Object.keys(known) as Key[]) {
    const { form, example } = known[key];
    const matching = names.filter((name) => form.test(name));
    const [name] = matching;
    if (name === undefined)
      throw refuse({ file: `${folder}/${example}`, found: 'no such file', expected: 'a published file: this source is read whole or not at all' });
    if (matching.length > 1) throw refuse({ file: folder, found: matching.join(' and '), expected: `one file named as ${example} is` });
    found[key] = `${folder}/${name}`;
  }
  for (const name of names) refuseUnknown(folder, name, Object.values<KnownFile>(known));
  return found;
}

function refuseUnknown(folder: string, name: string, known: readonly KnownFile[]): void {
  if (known.some(({ form }) => form.test(name))) return;
  const [nearest] = [...known].sort((a, b) => sharedStart(b.example, name) - sharedStart(a.example, name));
  throw refuse({
    file: `${folder}/${name}`,
    found: 'a file that the source does not know',
    expected: `only the ${known.length} known files (nearest known name: ${nearest?.example})`,
  });
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
