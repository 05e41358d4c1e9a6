import { groupsOf, mostSideBySide, type OpenGroup } from '../../data/choosing.ts';
import { mostTopics } from '../../data/topics.ts';
import { type OpenHere, type OpenSystem, openIn, plainName } from '../choosing/open.ts';
import { type ShownMeasure, type ShownTopic, shownColumns, shownRows, showTopics } from '../choosing/shown.ts';
import { firstOfEach, topicsAt } from '../choosing/topics.ts';
import { Fault } from '../faults.ts';
import { editionMeta, editionTrail, periodOf } from '../lookup.ts';
import { listIn, type Say, sayIn } from '../messages.ts';
import type { EditionContext, PageContent } from '../page.ts';
import { valuesOf } from '../parameters.ts';
import type { AreaNames, SystemRow } from '../queries/catalogue.ts';
import { type CompareQuery, compareHref, parametersOf } from './compare-query.ts';
import { inLanguage, languageOf, type PlainFrame, placeName, plainFrame } from './plain-frame.ts';
import { bandKey, bandView } from './plain-views.ts';

interface Chosen {
  area: AreaNames | null;
  group: OpenGroup | null;
  /** Those shown: at most five. */
  systems: readonly OpenSystem[];
  /** How many were picked. */
  picked: number;
  topics: { shown: readonly string[]; picked: number };
}

/** The comparison in words: for people of an area, or of the topics that were picked. */
export async function plainComparison(context: EditionContext, query: CompareQuery, chosen: readonly SystemRow[]): Promise<PageContent> {
  const told = await choiceOf(context, query, chosen);
  const shown = shownOf(context, told);
  const title = headingOf(told, sayIn(languageOf(query.lang)));
  return {
    title,
    template: 'compare-plain',
    columns: shownColumns,
    rows: shownRows(shown),
    meta: {
      ...editionMeta(context),
      area: told.area,
      level: told.group?.level ?? null,
      systems: told.systems.map(({ system }) => system.system_id),
      topics: told.topics.shown,
    },
    trail: editionTrail(context),
    view: () => {
      const frame = plainFrame(context, { path: `/${context.edition.id}/compare`, set: parametersOf(context), query });
      return { ...frame, heading: title, ...viewOf(context, { told, shown, frame }) };
    },
  };
}

async function choiceOf(context: EditionContext, query: CompareQuery, chosen: readonly SystemRow[]): Promise<Chosen> {
  const { release, edition } = context;
  const area = query.area === '' ? null : (release.catalogue.areas.get(query.area) ?? null);
  const level = chosen[0]?.level;
  const group = groupsOf(edition.id).find((one) => one.level === level) ?? null;
  if (level !== undefined && group === null) throw notShown(context, chosen, query);
  const open = area === null ? null : await openIn(release, area);
  const systems =
    group === null ? [] : openOf({ chosen, group, here: open?.find((here) => here.group === group) ?? null }, () => notOpen(context, { area, chosen, open }));
  const topics = valuesOf(query.topics);
  return {
    area,
    group,
    systems: systems.slice(0, mostSideBySide),
    picked: systems.length,
    topics: { shown: topics.slice(0, mostTopics), picked: topics.length },
  };
}

/** The chosen systems as people of the area know them; without an area, by their names alone. */
function openOf({ chosen, group, here }: { chosen: readonly SystemRow[]; group: OpenGroup; here: OpenHere | null }, refuse: () => Fault): OpenSystem[] {
  return chosen.map((system) => {
    if (here === null) return { system, name: plainName(system, { group }), parent: null, share: null };
    const found = here.systems.find((one) => one.system.system_id === system.system_id);
    if (found === undefined) throw refuse();
    return found;
  });
}

const idsOf = (chosen: readonly SystemRow[]): string[] => chosen.map(({ system_id }) => system_id);

function notOpen(
  context: EditionContext,
  { area, chosen, open }: { area: AreaNames | null; chosen: readonly SystemRow[]; open: readonly OpenHere[] | null },
): Fault {
  const { edition } = context;
  const here = new Set(open?.flatMap(({ systems }) => systems.map(({ system }) => system.system_id)));
  const strangers = chosen.filter(({ system_id }) => !here.has(system_id)).map(({ short_name, system_id }) => `${short_name} (${system_id})`);
  const place = area === null ? '' : placeName(area);
  return new Fault(400, `${listIn('en', strangers)} ${strangers.length === 1 ? 'is' : 'are'} not open to people in ${place}, as far as we know`, {
    subject: 'systems',
    accepted: [
      { value: 'area', title: `See what is open to people in ${place}`, href: `/${edition.id}/choose/${area?.area_id ?? ''}` },
      {
        value: 'all',
        title: 'Compare these systems wherever they are',
        href: compareHref(context, idsOf(chosen)),
      },
    ],
  });
}

/** Systems of a level that has no page in words: counties, hospitals of the United States. */
function notShown(context: EditionContext, chosen: readonly SystemRow[], { area }: CompareQuery): Fault {
  const { edition } = context;
  return new Fault(400, 'these systems are not compared in words', {
    subject: 'systems',
    accepted: [
      {
        value: 'numbers',
        title: 'Compare them in numbers',
        href: compareHref(context, idsOf(chosen)),
      },
      { value: 'choose', title: 'See what is open to you', href: area === '' ? `/${edition.id}/choose` : `/${edition.id}/choose/${area}` },
    ],
  });
}

/** The topics picked with all their measures, or one measure of each topic where none was. */
function shownOf({ release }: EditionContext, { group, systems, topics }: Chosen): ShownTopic[] {
  if (group === null) return [];
  const here = topicsAt(release.catalogue, group.level);
  const wanted = topics.picked === 0 ? (here.length === 1 ? here : firstOfEach(here)) : here.filter(({ topic }) => topics.shown.includes(topic.id));
  return showTopics(release.standings, { group, systems, against: 'others' }, wanted);
}

/** What is compared, and for whom. */
const headingOf = ({ area, group }: Chosen, say: Say): string =>
  area === null || group === null ? say('compare.title') : say(`group.${group.id}.compare-title`, { place: placeName(area) });

interface View {
  told: Chosen;
  shown: readonly ShownTopic[];
  frame: PlainFrame;
}

function viewOf(context: EditionContext, { told, shown, frame }: View): object {
  const { edition } = context;
  const { say, lang } = frame;
  const { area, group, systems, topics } = told;
  const nothing = topics.shown.filter((id) => !shown.some(({ topic }) => topic === id)).map((id) => say(`topic.${id}`));
  const numbers = compareHref(
    context,
    systems.map(({ system }) => system.system_id),
  );
  const backHref = area === null ? frame.findHref : `/${edition.id}/choose/${area.area_id}${inLanguage(lang)}`;
  return {
    notices: [
      ...(systems.length === 0 ? [say('compare.pick-none')] : []),
      ...(told.picked > systems.length ? [say('compare.too-many', { picked: told.picked })] : []),
      ...(topics.picked > topics.shown.length ? [say('compare.too-many-topics', { picked: topics.picked })] : []),
      ...(topics.picked === 0 && shown.length > 1 ? [say('compare.first-only')] : []),
    ],
    lede: group === null ? null : say('compare.lede', { others: say(`group.${group.id}.others`) }),
    key: bandKey(say),
    topics: shown.map(({ topic, measures }) => ({
      id: topic,
      title: say(`topic.${topic}`),
      measures: measures.map((one) => measureView(context, { one, numbers, say })),
    })),
    ratings: shown.some(({ measures }) => measures.some(({ measure }) => periodOf(context, measure.period).kind === 'rating-year'))
      ? say('system.old-ratings')
      : null,
    nothing: nothing.length === 0 ? null : say('compare.nothing', { topics: listIn(lang, nothing) }),
    covers: group === null ? null : say(`group.${group.id}.covers`),
    more: systems.map(({ system, name }) => ({
      name,
      href:
        area === null
          ? `/${edition.id}/systems/${encodeURIComponent(system.system_id)}`
          : `/${edition.id}/choose/${area.area_id}/${encodeURIComponent(system.system_id)}${inLanguage(lang)}`,
    })),
    numbersHref: systems.length === 0 ? null : numbers,
    backHref,
    findPlace: area === null,
  };
}

function measureView(context: EditionContext, { one, numbers, say }: { one: ShownMeasure; numbers: string; say: PlainFrame['say'] }): object {
  const { measure, shown, order } = one;
  return {
    id: measure.id,
    title: measure.declaration.plainTitle,
    sentence: measure.declaration.plainSentence,
    // Of one system alone there is nothing to put in order.
    order: shown.length < 2 ? null : say(`compare.${order}`),
    places: shown.map((place) => ({ id: place.open.system.system_id, name: place.open.name, band: bandView(say, place) })),
    period: say('compare.period', { period: periodOf(context, measure.period).title }),
    numbersHref: `${numbers}#m-${measure.id}`,
    aboutHref: `/${context.edition.id}/measures/${measure.id}`,
  };
}
