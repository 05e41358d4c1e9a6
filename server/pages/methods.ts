import { readTopics } from '../methods.ts';
import { defineSitePage, noParameters } from '../page.ts';

export const topicColumns = { topic: 'text', title: 'text', markdown: 'text' } as const;

export const methodsPage = defineSitePage({
  name: 'methods',
  path: '/methods',
  parameters: noParameters,
  load: async ({ methodsFile }) => {
    const topics = await readTopics(methodsFile);
    return {
      title: 'Methods',
      columns: topicColumns,
      rows: topics.map(({ slug, title, markdown }) => ({ topic: slug, title, markdown })),
      meta: { topics: topics.length },
      trail: [{ title: 'Home', href: '/' }],
      view: () => ({ topics: topics.map(({ slug, title }) => ({ title, href: `/methods/${slug}` })) }),
    };
  },
});
