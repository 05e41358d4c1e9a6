import { number } from '../formats/numbers.ts';
import { sentenceCase } from '../formats/words.ts';
import { editionMeta } from '../lookup.ts';
import { definePage, noParameters } from '../page.ts';
import { measureColumns, measureGroups, measureRows } from './measure-rows.ts';

export const editionPage = definePage({
  name: 'edition',
  path: '/:edition',
  parameters: noParameters,
  load: async (context) => {
    const { edition, release } = context;
    const { levels, systems, definitions } = release.catalogue;
    const rows = measureRows(context);
    return {
      title: edition.title,
      columns: measureColumns,
      rows,
      meta: { ...editionMeta(context), levels, definitions: definitions.map(({ id }) => id) },
      trail: [{ title: 'Home', href: '/' }],
      view: () => ({
        heading: edition.title,
        summary: edition.summary,
        choiceStatement: edition.choiceStatement,
        base: `/${edition.id}`,
        levels: levels.map(({ level, plural }) => ({
          title: sentenceCase(plural),
          count: number(systems.filter((system) => system.level === level).length),
          href: `/${edition.id}/systems?level=${level}`,
        })),
        definitions: definitions.map(({ id, title, statement }) => ({ title, statement, href: `/${edition.id}/markets?definition=${id}` })),
        groups: measureGroups(context, rows, 'league-tables'),
      }),
    };
  },
});
