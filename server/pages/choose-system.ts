import { helpFor } from '../../data/help.ts';
import { topics } from '../../data/topics.ts';
import { aloneIn, type OpenHere, type OpenSystem, openIn } from '../choosing/open.ts';
import { knownOf, type ShownTopic, shownColumns, shownRows } from '../choosing/shown.ts';
import { Fault } from '../faults.ts';
import { editionMeta, editionTrail } from '../lookup.ts';
import { listIn, sayIn } from '../messages.ts';
import { definePage, type EditionContext } from '../page.ts';
import type { AreaNames } from '../queries/catalogue.ts';
import { areaOf } from './choose-area.ts';
import { inLanguage, languageOf, languageParameter, type PlainFrame, placeName, plainFrame } from './plain-frame.ts';
import { askView, helpView, standingLists } from './plain-views.ts';

const set = { lang: languageParameter };

export const chooseSystemPage = definePage({
  name: 'choose-system',
  path: '/:edition/choose/:area/:system',
  parameters: () => set,
  load: async (context, query) => {
    const area = areaOf(context);
    const { here, open } = openTo(context, area, await openIn(context.release, area));
    const shown = knownOf(context.release, here, open);
    const path = `/${context.edition.id}/choose/${area.area_id}/${encodeURIComponent(open.system.system_id)}`;
    return {
      title: sayIn(languageOf(query.lang))('system.title', { name: open.name }),
      columns: shownColumns,
      rows: shownRows(shown),
      meta: { ...editionMeta(context), area, system: open.system.system_id, level: open.system.level },
      trail: editionTrail(context),
      view: () => {
        const frame = plainFrame(context, { path, set, query });
        return { ...frame, ...viewOf(context, { area, here, open, shown, frame }) };
      },
    };
  },
});

/** The system that the address names, which must be open to the area; 404 with the ways on. */
function openTo({ edition, params }: EditionContext, area: AreaNames, groups: readonly OpenHere[]): { here: OpenHere; open: OpenSystem } {
  const id = params.system ?? '';
  for (const here of groups) {
    const open = here.systems.find(({ system }) => system.system_id === id);
    if (open !== undefined) return { here, open };
  }
  const place = placeName(area);
  throw new Fault(404, `${id} is not one of the systems that people in ${place} have or use`, {
    subject: 'system',
    accepted: [
      { value: area.area_id, title: `What people in ${place} have or use`, href: `/${edition.id}/choose/${area.area_id}` },
      { value: 'search', title: 'Search all systems by name or code', href: `/${edition.id}/systems` },
    ],
  });
}

interface Loaded {
  area: AreaNames;
  here: OpenHere;
  open: OpenSystem;
  shown: readonly ShownTopic[];
  frame: PlainFrame;
}

const ledes = { choose: 'system.lede', use: 'system.lede-use', only: 'system.lede-only' } as const;

function viewOf(context: EditionContext, { area, here, open, shown, frame }: Loaded): object {
  const { say, lang } = frame;
  const { edition } = context;
  const { group } = here;
  const alone = aloneIn(here) !== undefined;
  const help = helpFor(edition.id, { level: group.level, district: area.district });
  const without = topics.filter(({ id }) => !shown.some(({ topic }) => topic === id)).map(({ id }) => say(`topic.${id}`));
  return {
    heading: open.name,
    place: placeName(area),
    lede: say(ledes[group.kind], { kind: say(`group.${group.id}.kind`), place: placeName(area) }),
    against: say('system.against', { others: say(`group.${group.id}.others`) }),
    noChoice: alone ? say(`group.${group.id}.no-choice`, context.release.standings.exposure(group.level, edition.defaultDefinition)) : null,
    ...standingLists(say, shown),
    nothing: shown.length === 0,
    old: ageOf(context, shown, say),
    covers: say(`group.${group.id}.covers`),
    without: without.length === 0 ? null : say('system.no-topics', { topics: listIn(lang, without) }),
    ask: askView(say, shown),
    join: helpView(say, help, 'join'),
    tell: helpView(say, help, 'tell'),
    alone,
    numbersHref: `/${edition.id}/systems/${encodeURIComponent(open.system.system_id)}`,
    backHref: `/${edition.id}/choose/${area.area_id}${inLanguage(lang)}`,
  };
}

/** How old the figures are: the newest and the oldest period of those shown. */
function ageOf({ release }: EditionContext, shown: readonly ShownTopic[], say: PlainFrame['say']): string[] {
  const used = [...new Set(shown.flatMap(({ measures }) => measures.map(({ measure }) => measure.period)))];
  const periods = used
    .map((period) => release.catalogue.periods.get(period))
    .filter((row) => row !== undefined)
    .sort((a, b) => (a.ends < b.ends ? -1 : 1));
  const [oldest, newest] = [periods[0], periods.at(-1)];
  if (oldest === undefined || newest === undefined) return [];
  const age = oldest === newest ? say('system.old-one', { newest: newest.title }) : say('system.old-text', { newest: newest.title, oldest: oldest.title });
  return [age, ...(periods.some(({ kind }) => kind === 'rating-year') ? [say('system.old-ratings')] : [])];
}
