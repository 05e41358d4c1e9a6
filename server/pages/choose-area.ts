import { mostSideBySide } from '../../data/choosing.ts';
import { helpFor } from '../../data/help.ts';
import { aloneIn, type OpenHere, type OpenSystem, openIn, optionsIn } from '../choosing/open.ts';
import { knownOf } from '../choosing/shown.ts';
import { topicsAt } from '../choosing/topics.ts';
import { unknown } from '../faults.ts';
import { editionMeta, editionTrail } from '../lookup.ts';
import { listIn, sayIn } from '../messages.ts';
import { definePage, type EditionContext } from '../page.ts';
import { findPlace, type Place } from '../places/find-place.ts';
import type { AreaNames } from '../queries/catalogue.ts';
import { inLanguage, languageOf, languageParameter, type PlainFrame, placeName, plainFrame } from './plain-frame.ts';
import { askView, helpView, standingLists } from './plain-views.ts';

const columns = {
  area_id: 'text',
  group: 'text',
  kind: 'text',
  level: 'text',
  system_id: 'text',
  name: 'text',
  parent: 'text?',
  share: 'number?',
} as const;

const set = { lang: languageParameter };

export const chooseAreaPage = definePage({
  name: 'choose-area',
  path: '/:edition/choose/:area',
  parameters: () => set,
  load: async (context, query) => {
    const area = areaOf(context);
    const [groups, found] = await Promise.all([openIn(context.release, area), findPlace(area.area_id, context.release, null)]);
    const path = `/${context.edition.id}/choose/${area.area_id}`;
    return {
      title: sayIn(languageOf(query.lang))('area.title', { place: placeName(area) }),
      columns,
      rows: groups.flatMap(({ group, systems }) =>
        systems.map(({ system, name, parent, share }) => ({
          area_id: area.area_id,
          group: group.id,
          kind: group.kind,
          level: system.level,
          system_id: system.system_id,
          name,
          parent,
          share,
        })),
      ),
      meta: { ...editionMeta(context), area },
      trail: editionTrail(context),
      view: () => {
        const frame = plainFrame(context, { path, set, query });
        return { ...frame, ...viewOf(context, { area, place: found.kind === 'one' ? found.place : null, groups, frame }) };
      },
    };
  },
});

/** The area that the address names; 404 with the way to the search. */
export function areaOf({ edition, release, params }: EditionContext): AreaNames {
  const id = params.area ?? '';
  const area = release.catalogue.areas.get(id);
  if (area === undefined) throw unknown('area', id, [{ value: 'choose', title: 'Find your place by its name', href: `/${edition.id}/choose` }]);
  return area;
}

interface Loaded {
  area: AreaNames;
  /** With the names by which people may know it. */
  place: Place | null;
  groups: readonly OpenHere[];
  frame: PlainFrame;
}

function viewOf(context: EditionContext, loaded: Loaded): object {
  const { area, groups, frame } = loaded;
  const { hints, near } = loaded.place ?? { hints: [], near: [] };
  return {
    heading: placeName(area),
    near: hints.length === 0 ? null : frame.say('area.near', { hints: listIn(frame.lang, hints) }),
    nearPractices: near.length === 0 ? null : frame.say('area.near-practices', { count: near.length, names: listIn(frame.lang, near) }),
    fullHref: `/${context.edition.id}/areas/${area.area_id}`,
    areaId: area.area_id,
    action: `/${context.edition.id}/compare`,
    sections: groups.map((here) => sectionOf(context, loaded, here)),
    // A place with one kind of system and one of it: what to ask and whom to tell belong on its first page.
    alone: groups.length === 1 && groups[0] !== undefined ? aloneView(context, loaded, groups[0]) : null,
  };
}

function sectionOf(context: EditionContext, { area, frame }: Loaded, here: OpenHere): object {
  const { group, systems, others } = here;
  const { say, lang } = frame;
  const names = listIn(lang, [...systems.map(({ name }) => name), ...others]);
  const options = optionsIn(here);
  const sellers = [...new Set(systems.map(({ parent }) => parent))];
  const [seller] = sellers;
  const alone = aloneIn(here);
  return {
    id: group.id,
    title: say(`group.${group.id}.title`),
    what: say(`group.${group.id}.what`),
    count: say(`group.${group.id}.count`, { count: options, names }),
    empty: options === 0 ? say(`group.${group.id}.none-way`) : null,
    year: group.year === null || options === 0 ? null : say(`group.${group.id}.year`, { year: group.year }),
    oneSeller: group.id === 'plans' && systems.length > 1 && sellers.length === 1 && seller != null ? say('group.plans.one-seller', { seller }) : null,
    others: others.length === 0 ? null : say('area.no-figures', { names: listIn(lang, others) }),
    codes: group.showCodes && systems.length > 0,
    form: systems.length > 1 && group.kind !== 'only' ? formOf(context, here, frame) : null,
    one: alone === undefined ? null : oneView(context, { area, frame, here, one: alone }),
    // One of several has figures, or nobody chooses between them: nothing to compare here.
    links: alone === undefined && (systems.length === 1 || group.kind === 'only') ? systems.map((one) => seeView(context, { area, frame, one })) : [],
  };
}

function formOf({ release }: EditionContext, { group, systems }: OpenHere, { say }: PlainFrame): object {
  const topics = topicsAt(release.catalogue, group.level);
  return {
    ticked: systems.length <= mostSideBySide,
    systems: systems.map(({ system, name, parent, share }) => ({
      id: system.system_id,
      name,
      detail: share === null ? (group.showCodes && parent !== null ? say('area.run-by', { parent }) : null) : say(shareKey(share)),
    })),
    // One topic is no choice.
    topics: topics.length < 2 ? [] : topics.map(({ topic }) => ({ id: topic.id, title: say(`topic.${topic.id}`) })),
  };
}

const shareKey = (share: number): string => (share > 0.5 ? 'share.most' : share >= 0.1 ? 'share.some' : 'share.few');

function oneView(context: EditionContext, { area, frame, here, one }: { area: AreaNames; frame: PlainFrame; here: OpenHere; one: OpenSystem }): object {
  const { say } = frame;
  return {
    noChoice: say(`group.${here.group.id}.no-choice`, context.release.standings.exposure(here.group.level, context.edition.defaultDefinition)),
    ...standingLists(say, knownOf(context.release, here, one)),
    ...seeView(context, { area, frame, one }),
  };
}

const seeView = ({ edition }: EditionContext, { area, frame, one }: { area: AreaNames; frame: PlainFrame; one: OpenSystem }): object => ({
  href: `/${edition.id}/choose/${area.area_id}/${encodeURIComponent(one.system.system_id)}${inLanguage(frame.lang)}`,
  see: frame.say('area.see-all', { name: one.name }),
});

function aloneView(context: EditionContext, { area, frame }: Loaded, here: OpenHere): object | null {
  const one = aloneIn(here);
  if (one === undefined) return null;
  const help = helpFor(context.edition.id, { level: here.group.level, district: area.district });
  return { ask: askView(frame.say, knownOf(context.release, here, one)), tell: helpView(frame.say, help, 'tell'), join: helpView(frame.say, help, 'join') };
}
