import type { Read } from './message-patterns.ts';
import { type At, againstAt, groupAt, type PageAbout } from './patient-about.ts';
import { checkerOf } from './patient-claims.ts';
import { expectedMeasures, isName, isSign } from './patient-lines.ts';
import { sequencesOf, type Utterance, utterancesOf } from './patient-page.ts';
import { bandOf, figureAt, measureAt } from './patient-truth.ts';

/** A row of the page's data. */
export interface Row {
  group?: string;
  measure_id?: string;
  system_id: string;
  name: string;
  plain_band?: string;
  yardstick_id?: string | null;
  yardstick_definition?: string | null;
}

interface Tools {
  read: (sentence: string) => Read[];
  /** Collects the texts that were said and found true. */
  said: Set<string>;
  rows: readonly Row[];
}

/** What is not true on a page, or cannot be read back. */
export function problemsOf(about: PageAbout, { read, said, rows }: Tools): string[] {
  const sentences = utterancesOf(about.main).flatMap((utterance) => problemOf(about, utterance, { read, said }) ?? []);
  const base: At = { ...about, text: '', element: about.main, section: null, measure: null, values: {} };
  return [...sentences, ...(about.kind === 'area' ? areaProblems(base, rows) : shownProblems(base, rows))];
}

function problemOf(about: PageAbout, utterance: Utterance, { read, said }: Omit<Tools, 'rows'>): string | null {
  const at: At = { ...about, ...utterance, values: {} };
  if (isSign(at) || isName(at)) return null;
  // A reason stands in brackets.
  const text = utterance.element.matches('span.hint') ? utterance.text.replace(/^\((.*)\)$/, '$1') : utterance.text;
  const readings = sequencesOf(text, read);
  const holds = readings.find((reading) => reading.every(({ key, values }) => checkerOf(key)?.({ ...at, text, values }) === true));
  for (const { key } of holds ?? []) said.add(key);
  if (holds !== undefined) return null;
  const keys = readings.map((reading) => reading.map(({ key }) => key).join(' + ')).join(' or ');
  return `${keys === '' ? 'cannot be read back' : `not true as ${keys}`}: ${text}`;
}

const differs = (what: string, found: unknown, expected: unknown): string[] =>
  JSON.stringify(found) === JSON.stringify(expected) ? [] : [`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`];

/** Boxes, lists and rows of an area: exactly those that the release has, group by group. */
function areaProblems(base: At, rows: readonly Row[]): string[] {
  const groups = base.area?.groups ?? [];
  const codes = (list: Iterable<Element>): string[] => [...list].map((box) => box.getAttribute('value') ?? '');
  return groups.flatMap((group) => {
    const section = base.main.querySelector(`section[aria-labelledby="${group.id}"]`);
    const known = group.known.map(({ system_id }) => system_id);
    const boxes = codes(section?.querySelectorAll('input[name=systems]') ?? []);
    // Nobody chooses a board, even where people come under two.
    const pickable = known.length > 1 && !group.id.endsWith('board');
    const own = rows.filter((row) => row.group === group.id).map(({ system_id }) => system_id);
    const ticked = section?.querySelectorAll('input[name=systems][checked]').length ?? 0;
    return [
      ...differs(`boxes of ${group.id}`, boxes.toSorted(), pickable ? known.toSorted() : []),
      ...differs(`rows of ${group.id}`, pickable ? own : own.toSorted(), pickable ? boxes : known.toSorted()),
      ...differs(`ticks of ${group.id}`, ticked, known.length <= 5 && pickable ? known.length : 0),
      ...(group.options.length === 1 && known.length === 1 ? linesProblems({ ...base, section: group.id }, section) : []),
    ];
  });
}

/** The lists of one system: every measure that there is, once. */
function linesProblems(at: At, within: Element | null): string[] {
  const titles = [...(within?.querySelectorAll('ul.signs li') ?? [])].map((line) => line.querySelector('span:not([class])')?.textContent ?? '');
  const level = groupAt(at)?.level ?? '';
  const expected = expectedMeasures(at).flatMap((measure) => measureAt(at.truth, level, measure)?.plain_title ?? []);
  return differs('lines', titles.toSorted(), expected.toSorted());
}

/** Measures, systems, words and order of a system or a comparison, on the page and in its rows. */
function shownProblems(base: At, rows: readonly Row[]): string[] {
  const measures = base.systems.length === 0 ? [] : expectedMeasures(base);
  const shown =
    base.kind === 'system'
      ? linesProblems(base, base.main)
      : differs(
          'measures',
          [...base.main.querySelectorAll('section h3')].map(({ id }) => id),
          measures,
        );
  return [
    ...shown,
    ...differs('measures of the rows', [...new Set(rows.map((row) => row.measure_id))], measures),
    ...measures.flatMap((id) => measureProblems(base, id, rows)),
  ];
}

const order = ['better', 'same', 'worse'];

function measureProblems(base: At, measure: string, rows: readonly Row[]): string[] {
  const level = groupAt(base)?.level ?? '';
  const against = againstAt(base);
  const own = rows.filter((row) => row.measure_id === measure);
  const bands = base.systems.map((system) => ({ system, band: bandOf(base.truth, against, { level, system, measure }) }));
  const known = new Set(bands.flatMap(({ band }) => (band === 'unknown' ? [] : [band])));
  const name = (system: string): string => own.find((row) => row.system_id === system)?.name ?? '';
  const place = (band: string): number => (band === 'unknown' ? order.length : known.size > 1 ? order.indexOf(band) : 0);
  const expected = bands.toSorted((a, b) => place(a.band) - place(b.band) || name(a.system).localeCompare(name(b.system), 'en-GB'));
  const said = own.map((row) => ({ system: row.system_id, band: row.plain_band }));
  const lines = [...base.main.querySelectorAll(`ul[aria-labelledby="${measure}"] > li`)];
  const printed = lines.map((line) => [line.getAttribute('data-system'), line.className, line.querySelector('.who')?.textContent]);
  const definition = against === 'choice' ? groupAt(base)?.elsewhere : 'any';
  return [
    ...differs(`${measure} rows`, said, expected),
    ...(base.kind === 'compare'
      ? differs(
          `${measure} lines`,
          printed,
          own.map((row) => [row.system_id, row.plain_band, row.name]),
        )
      : []),
    ...own
      .filter(({ system_id }) => figureAt(base.truth, { level, system: system_id, measure }) !== undefined)
      .flatMap((row) =>
        differs(`${measure} yardstick`, [row.yardstick_id, row.yardstick_definition], [against === 'choice' ? 'competitive-others' : 'others', definition]),
      ),
  ];
}
