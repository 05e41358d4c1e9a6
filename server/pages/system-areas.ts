import { marketTypes } from '../../data/markets.ts';
import { marketCell } from '../formats/cells.ts';
import { counted, number, peopleOrBlank } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
import type { EditionContext } from '../page.ts';
import type { SystemArea } from '../queries/systems.ts';

/** Areas that the page of a system lists by name; the table counts all. */
export const mostAreas = 500;

/** The areas in which a system serves people, by market type and by what they lie in; null where none is known. */
export function areasView(context: EditionContext, areas: readonly SystemArea[], about: { definition: string }): object | null {
  if (areas.length === 0) return null;
  const { edition, release } = context;
  const { one, many } = edition.area;
  const known = release.catalogue.definitions.find(({ id }) => id === about.definition);
  const shown = areas.slice(0, mostAreas);
  const people = peopleIn(areas) !== null;
  return {
    title: `Its ${many}`,
    many,
    heading: sentenceCase(many),
    caption: `${counted(areas.length, one, many)} by market type.${known === undefined ? '' : ` Definition: ${known.title}`}`,
    people,
    // Without a definition every area would be unclassified.
    counts: known === undefined ? [] : countsOf(areas),
    marked: known !== undefined,
    cut: shown.length < areas.length ? `The first ${number(shown.length)} of ${number(areas.length)} are listed, in the order of what they lie in.` : null,
    districts: [...new Set(shown.map(({ district }) => district))].map((district) => ({
      district,
      areas: shown
        .filter((area) => area.district === district)
        .map((area) => ({ name: area.name, href: `/${edition.id}/areas/${area.area_id}`, market: marketCell(area.market_type) })),
    })),
  };
}

const countsOf = (areas: readonly SystemArea[]): object[] =>
  marketTypes.map((type) => {
    const within = areas.filter(({ market_type }) => market_type === type);
    return { market: marketCell(type), areas: number(within.length), people: within.length === 0 ? '0' : peopleOrBlank(peopleIn(within)) };
  });

/** People of the system in some areas; null where not known of any. */
function peopleIn(areas: readonly SystemArea[]): number | null {
  const known = areas.flatMap(({ population }) => population ?? []);
  return known.length === 0 ? null : known.reduce((sum, population) => sum + population, 0);
}
