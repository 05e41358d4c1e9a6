import { unknown } from '../faults.ts';
import { readTopics, renderTopic } from '../methods.ts';
import { defineSitePage, noParameters } from '../page.ts';
import { topicColumns } from './methods.ts';

export const methodPage = defineSitePage({
  name: 'method',
  path: '/methods/:topic',
  parameters: noParameters,
  load: async ({ methodsFile, params }) => {
    const topics = await readTopics(methodsFile);
    const topic = topics.find(({ slug }) => slug === params.topic);
    if (topic === undefined)
      throw unknown(
        'topic',
        params.topic ?? '',
        topics.map(({ slug, title }) => ({ value: slug, title, href: `/methods/${slug}` })),
      );
    return {
      title: `${topic.title}: methods`,
      columns: topicColumns,
      rows: [{ topic: topic.slug, title: topic.title, markdown: topic.markdown }],
      meta: { topic: topic.slug },
      trail: [
        { title: 'Home', href: '/' },
        { title: 'Methods', href: '/methods' },
      ],
      view: () => ({ heading: topic.title, body: renderTopic(topic) }),
    };
  },
});
