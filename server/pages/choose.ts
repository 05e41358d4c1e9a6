import { editionById, editions } from '../../data/editions.ts';
import { editionMeta, editionTrail } from '../lookup.ts';
import { listIn, type Say, sayIn } from '../messages.ts';
import { defineForm, definePage, type EditionContext, type FormAnswer, type PageContent } from '../page.ts';
import { freeText, type QueryOf } from '../parameters.ts';
import { findPlace, type Place, type PlaceAnswer } from '../places/find-place.ts';
import type { Release } from '../release-files.ts';
import { inLanguage, languageOf, languageParameter, type PlainFrame, placeName, plainFrame } from './plain-frame.ts';

/** What may be typed; the form takes more, so that longer text gets a sentence of its own. */
const longest = freeText.maximumLength;
const mostRead = 50_000;

const set = { lang: languageParameter };
const fields = { place: { ...freeText, maximumLength: mostRead }, district: { ...freeText, maximumLength: mostRead }, ...set };
const columns = { area_id: 'text', name: 'text', district: 'text' } as const;

export const choosePage = definePage({
  name: 'choose',
  path: '/:edition/choose',
  parameters: () => set,
  load: async (context, query) => contentOf(context, query.lang, { place: '', answer: null, elsewhere: [] }),
  form: defineForm({ fields, answer: answerForm }),
});

type Sent = QueryOf<typeof fields>;

/** What a typed place comes to; null before anything is typed. */
type Outcome = PlaceAnswer | { kind: 'empty' } | { kind: 'long'; length: number } | null;

interface Asked {
  place: string;
  answer: Outcome;
  /** Editions that know the name; the place, where it is one. */
  elsewhere: readonly { edition: string; place: Place | null }[];
}

/** One place leads on; several are offered; none is said, with a way on. What was typed stays on this page. */
async function answerForm(context: EditionContext, { place, district, lang }: Sent, inService: readonly Release[]): Promise<FormAnswer> {
  const answer = await outcomeOf(context, { place, district });
  // A slip that was mended is shown before it leads on.
  if (answer.kind === 'one' && answer.takenFor.length === 0)
    return { redirect: `/${context.edition.id}/choose/${encodeURIComponent(answer.place.area_id)}${inLanguage(lang)}` };
  const lost = answer.kind === 'none' || answer.kind === 'code-unknown';
  const guessed = 'takenFor' in answer && answer.takenFor.length > 0;
  const elsewhere = lost || guessed ? await findElsewhere(place, { here: context.release, inService, mended: lost }) : [];
  const status = answer.kind === 'empty' || answer.kind === 'long' ? 400 : lost ? 404 : 200;
  return { status, content: contentOf(context, lang, { place: place.slice(0, longest), answer, elsewhere }) };
}

async function outcomeOf(context: EditionContext, { place, district }: { place: string; district: string }): Promise<NonNullable<Outcome>> {
  if (place === '') return { kind: 'empty' };
  if (place.length > longest) return { kind: 'long', length: place.length };
  return findPlace(place, context.release, context.postcodes, district === '' ? {} : { district });
}

/** The same name in other editions: as it was typed, or with its slips mended where nothing is like it here. */
async function findElsewhere(
  place: string,
  { here, inService, mended }: { here: Release; inService: readonly Release[]; mended: boolean },
): Promise<Asked['elsewhere']> {
  const others = inService.filter((release) => release.id !== here.id);
  const answers = await Promise.all(others.map(async (release) => ({ release, answer: await findPlace(place, release, null) })));
  return answers.flatMap(({ release, answer }) => {
    if (answer.kind === 'none' || answer.kind === 'code-unknown' || (answer.takenFor.length > 0 && !mended)) return [];
    return [{ edition: release.edition.id, place: answer.kind === 'one' ? answer.place : null }];
  });
}

function contentOf(context: EditionContext, lang: string, asked: Asked): PageContent {
  const areas = [...context.release.catalogue.areas.values()];
  return {
    title: sayIn(languageOf(lang))('choose.title'),
    columns,
    rows: areas,
    meta: { ...editionMeta(context), areas: areas.length },
    trail: editionTrail(context),
    view: () => {
      const frame = plainFrame(context, { path: `/${context.edition.id}/choose`, set, query: { lang } });
      return { ...frame, ...viewOf(context, { asked, frame }) };
    },
  };
}

function viewOf(context: EditionContext, { asked, frame }: { asked: Asked; frame: PlainFrame }): object {
  const { edition, postcodes, editionsInService } = context;
  const { say } = frame;
  return {
    action: `/${edition.id}/choose`,
    place: asked.place,
    hint: [say(`choose.hint.${edition.id}`), ...(postcodes === null ? [] : [say(`choose.code.${edition.id}`)])].join(' '),
    problem: problemOf(asked, say),
    elsewhere: asked.elsewhere.map((found) => elsewhereView(found, frame)),
    ...offersOf(context, { asked, frame }),
    others: editions
      .filter(({ id }) => id !== edition.id && editionsInService.includes(id))
      .map(({ id, title }) => ({ title: say('choose.other-edition', { edition: title }), href: `/${id}/choose${inLanguage(frame.lang)}` })),
  };
}

/** The place itself, or the way to look for the name there. */
function elsewhereView({ edition, place }: Asked['elsewhere'][number], { say, lang }: PlainFrame): object {
  const base = `/${edition}/choose`;
  if (place !== null) return { title: placeName(place), href: `${base}/${encodeURIComponent(place.area_id)}${inLanguage(lang)}` };
  return { title: say('choose.look-in', { edition: editionById.get(edition)?.title ?? edition }), href: null, action: base };
}

/** What is wrong with what was typed, in a sentence; null when nothing is. */
function problemOf({ answer }: Asked, say: Say): string | null {
  if (answer === null) return null;
  if (answer.kind === 'empty') return say('choose.empty');
  if (answer.kind === 'long') return say('choose.long', { length: answer.length });
  if (answer.kind === 'none') return say('choose.none');
  return answer.kind === 'code-unknown' ? say(`choose.${answer.code}`) : null;
}

/** Places or districts to pick from, and words that were taken for others. */
function offersOf({ edition }: EditionContext, { asked: { answer, place }, frame }: { asked: Asked; frame: PlainFrame }): object {
  const { say, lang } = frame;
  const several = answer?.kind === 'several' || answer?.kind === 'one' ? answer : null;
  const found = several?.kind === 'several' ? several.places : several === null ? [] : [several.place];
  const districts = answer?.kind === 'districts' ? answer.districts : [];
  const taken = answer !== null && 'takenFor' in answer ? answer.takenFor : [];
  return {
    taken: taken.map(({ asked, words }) => say('choose.taken', { asked, words: words.map((word) => say('choose.or', { word })).join(', ') })),
    several: found.length === 0 ? null : say('choose.several', { count: found.length }),
    places: found.map((one) => ({
      title: placeName(one),
      hints: [...one.hints, ...(one.near.length === 0 ? [] : [say('choose.near', { names: listIn(lang, one.near) })])].join(', '),
      href: `/${edition.id}/choose/${encodeURIComponent(one.area_id)}${inLanguage(lang)}`,
    })),
    districts: districts.map(({ name, areas }) => ({ name, size: say('choose.district-size', { count: areas }) })),
    typed: place,
  };
}
