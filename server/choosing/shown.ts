import type { OpenGroup } from '../../data/choosing.ts';
import type { DataRow } from '../columns.ts';
import type { Against, Standing, Standings } from '../queries/standings.ts';
import type { Release } from '../release-files.ts';
import { type PlainBand, type PlainStanding, plainStanding } from './bands.ts';
import { aloneIn, type OpenHere, type OpenSystem } from './open.ts';
import { type TopicHere, type TopicMeasure, topicsAt } from './topics.ts';

/** One system on one measure, in words and with the row behind the words. */
export interface Shown extends PlainStanding {
  open: OpenSystem;
  measure: TopicMeasure;
  row: Standing | undefined;
}

/** One measure of the systems that are shown. */
export interface ShownMeasure {
  measure: TopicMeasure;
  /** Best first where bands differ, else by name. */
  shown: readonly Shown[];
  order: Order;
}

/** What the order rests on: bands that differ; one band of all that have data; one that has data; none. */
export type Order = 'best-first' | 'alike-better' | 'alike-same' | 'alike-worse' | 'one' | 'no-data';

export interface ShownTopic {
  topic: string;
  measures: readonly ShownMeasure[];
}

interface Question {
  group: OpenGroup;
  systems: readonly OpenSystem[];
  against: Against;
}

const places = { better: 0, same: 1, worse: 2, unknown: 3 };

/** Topics with their measures, in words; a measure on which none of the systems has a row is left out, and so is a topic without any. */
export function showTopics(standings: Standings, question: Question, topics: readonly TopicHere[]): ShownTopic[] {
  return topics
    .map(({ topic, measures }) => ({ topic: topic.id, measures: measures.flatMap((measure) => showMeasure(standings, question, measure) ?? []) }))
    .filter(({ measures }) => measures.length > 0);
}

/** Everything known of one system of a group: set against all the others, or, where it is alone, against those in places with a choice. */
export function knownOf({ catalogue, standings }: Release, here: OpenHere, open: OpenSystem): ShownTopic[] {
  const against = aloneIn(here) !== undefined && here.group.choiceElsewhere !== null ? 'choice' : 'others';
  return showTopics(standings, { group: here.group, systems: [open], against }, topicsAt(catalogue, here.group.level));
}

function showMeasure(standings: Standings, { group, systems, against }: Question, measure: TopicMeasure): ShownMeasure | null {
  const shown = systems.map((open): Shown => {
    const row = standings.of(group, open.system.system_id, measure.id, against);
    return { open, measure, row, ...plainStanding(row, measure.declaration) };
  });
  if (shown.every(({ row }) => row === undefined)) return null;
  const known = shown.flatMap(({ band }) => (band === 'unknown' ? [] : [band]));
  const order = orderOf(known);
  const byName = shown.toSorted((a, b) => a.open.name.localeCompare(b.open.name, 'en-GB'));
  // Where nothing can be told apart the order says nothing: only those without data go last.
  const placed = ({ band }: Shown): number => (order === 'best-first' ? places[band] : Number(band === 'unknown'));
  return { measure, order, shown: byName.toSorted((a, b) => placed(a) - placed(b)) };
}

function orderOf(known: readonly Exclude<PlainBand, 'unknown'>[]): Order {
  const [first] = known;
  if (first === undefined) return 'no-data';
  if (known.some((band) => band !== first)) return 'best-first';
  return known.length === 1 ? 'one' : `alike-${first}`;
}

/** Columns of the pages in words: a row for each system and measure. */
export const shownColumns = {
  topic: 'text',
  measure_id: 'text',
  plain_title: 'text',
  level: 'text',
  system_id: 'text',
  name: 'text',
  period: 'text',
  plain_band: 'text',
  plain_reason: 'text?',
  value: 'number?',
  lower: 'number?',
  upper: 'number?',
  numerator: 'number?',
  denominator: 'number?',
  status: 'text?',
  yardstick_id: 'text?',
  yardstick_definition: 'text?',
  yardstick_value: 'number?',
  yardstick_units: 'integer?',
  gap: 'number?',
  gap_lower: 'number?',
  gap_upper: 'number?',
  band: 'text?',
  outlook: 'text?',
  note: 'text?',
} as const;

/** The same as rows, in the order of the page. */
export function shownRows(topics: readonly ShownTopic[]): DataRow[] {
  return topics.flatMap(({ topic, measures }) =>
    measures.flatMap(({ shown }) =>
      shown.map(({ open, measure, row, band, reason }): DataRow => {
        return {
          ...(row ?? {}),
          topic,
          measure_id: measure.id,
          plain_title: measure.declaration.plainTitle,
          level: open.system.level,
          system_id: open.system.system_id,
          name: open.name,
          period: measure.period,
          plain_band: band,
          plain_reason: reason,
        };
      }),
    ),
  );
}
