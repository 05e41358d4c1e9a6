import type { Measure } from '../../data/measure.ts';
import { type Topic, topics } from '../../data/topics.ts';
import type { Catalogue } from '../queries/catalogue.ts';

/** A measure as patients are shown it: its declaration and the latest period of a level. */
export interface TopicMeasure {
  id: string;
  topic: string;
  declaration: Measure;
  period: string;
}

/** A topic and what there is on it at a level. */
export interface TopicHere {
  topic: Topic;
  measures: readonly TopicMeasure[];
}

/** The topics on which a level has figures, in their order. */
export function topicsAt(catalogue: Catalogue, level: string): TopicHere[] {
  return topics
    .map((topic) => ({ topic, measures: topic.measures.flatMap((id) => measureAt(catalogue, { id, level, topic: topic.id }) ?? []) }))
    .filter(({ measures }) => measures.length > 0);
}

/** Every measure that is shown of a level. */
export const measuresAt = (catalogue: Catalogue, level: string): TopicMeasure[] => topicsAt(catalogue, level).flatMap(({ measures }) => measures);

function measureAt({ measures }: Catalogue, { id, level, topic }: { id: string; level: string; topic: string }): TopicMeasure | null {
  const found = measures.get(id);
  const period = found?.periods.get(level)?.[0];
  // Without a direction of good there is nothing to say in words.
  if (found === undefined || period === undefined || found.declaration.polarity === 'no-judgement') return null;
  return { id, topic, declaration: found.declaration, period };
}

/** Of each topic the measure that says most: what is shown where nobody has chosen. */
export const firstOfEach = (here: readonly TopicHere[]): TopicHere[] => here.map(({ topic, measures }) => ({ topic, measures: measures.slice(0, 1) }));
