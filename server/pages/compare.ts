import { yardstickById } from '../../data/yardsticks.ts';
import { Fault } from '../faults.ts';
import { inForce } from '../filters.ts';
import { listed } from '../formats/comparison-words.ts';
import { editionMeta, editionTrail, levelOf } from '../lookup.ts';
import { definePage, type EditionContext } from '../page.ts';
import type { SystemRow } from '../queries/catalogue.ts';
import { compareColumns, selectComparison } from '../queries/compare.ts';
import { selectProfiles } from '../queries/systems.ts';
import { plainComparison } from './compare-plain.ts';
import { chosenOf, isPlain, parametersOf, refuseTooMany, suggestion } from './compare-query.ts';
import { chosenView, compareFields, emptyView, inSections } from './compare-view.ts';

export const comparePage = definePage({
  name: 'compare',
  path: '/:edition/compare',
  parameters: parametersOf,
  load: async (context, query) => {
    const chosen = chosenOf(context, query.systems);
    const level = oneLevel(context, chosen);
    if (isPlain(query)) return plainComparison(context, query, chosen);
    refuseTooMany(context, chosen);
    const shared = { columns: compareColumns, trail: editionTrail(context, { title: 'Systems', href: `/${context.edition.id}/systems` }) };
    const meta = { ...editionMeta(context), level, definition: query.definition, yardstick: query.yardstick };
    if (level === null) return { ...shared, title: `Compare systems, ${context.edition.title}`, rows: [], meta, view: () => emptyView(context) };
    const { warehouse, catalogue, id: release } = context.release;
    const question = { ...query, systems: chosen.map(({ system_id }) => system_id), level, release };
    const [compared, profiles] = await Promise.all([
      selectComparison(
        warehouse,
        question,
        [...catalogue.measures.values()].map(({ declaration }) => declaration),
      ),
      selectProfiles(warehouse, { ids: question.systems, level, definition: query.definition }),
    ]);
    const sections = inSections(compared);
    const measures = sections.flatMap(({ measures }) => measures);
    return {
      ...shared,
      title: `${listed(chosen.map(({ short_name }) => short_name))} compared`,
      rows: measures.flatMap(({ rows }) => rows),
      meta: {
        ...meta,
        systems: question.systems,
        yardstick_words: yardstickById.get(query.yardstick)?.words ?? query.yardstick,
        method:
          'differences: limits recovered from those of both values (MOVER); told apart at 5% after Holm’s adjustment over the pairs of a measure, standard errors from the intervals',
        pairs: measures.flatMap(({ pairs }) => pairs),
      },
      filters: inForce(compareFields(context, query, level)),
      view: () => chosenView({ context, query, chosen, level: levelOf(context, level), sections, profiles }),
    };
  },
});

/** The level of all the chosen systems; null when none is chosen. A mix is refused, with a comparison for each level as the way on. */
function oneLevel(context: EditionContext, chosen: readonly SystemRow[]): string | null {
  const levels = [...new Set(chosen.map(({ level }) => level))];
  if (levels.length < 2) return levels[0] ?? null;
  const within = levels.map((level) => chosen.filter((system) => system.level === level));
  const said = within.map((systems) => {
    const { title, plural } = levelOf(context, systems[0]?.level ?? '');
    return `${listed(systems.map(({ short_name }) => short_name))} (${systems.length === 1 ? title : plural})`;
  });
  throw new Fault(400, `only systems of one level can be compared with each other, and these are of different levels: ${said.join('; ')}`, {
    subject: 'systems',
    accepted: within.map((systems) =>
      suggestion(
        context,
        systems.map(({ system_id }) => system_id),
      ),
    ),
  });
}
