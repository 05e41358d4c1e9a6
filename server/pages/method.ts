import { unknown } from '../faults.ts';
import { readTopics, renderMarkdown } from '../methods.ts';
import { defineSitePage, noParameters } from '../page.ts';
import { selectWorkedExamples } from '../queries/worked-examples.ts';
import { topicColumns } from './methods.ts';

export const methodPage = defineSitePage({
  name: 'method',
  path: '/methods/:topic',
  parameters: noParameters,
  load: async ({ methodsFile, params, inService }) => {
    const topics = await readTopics(methodsFile);
    const topic = topics.find(({ slug }) => slug === params.topic);
    if (topic === undefined)
      throw unknown(
        'topic',
        params.topic ?? '',
        topics.map(({ slug, title }) => ({ value: slug, title, href: `/methods/${slug}` })),
      );
    const examples = (
      await Promise.all(
        inService.map(async ({ id, warehouse }) => (await selectWorkedExamples(warehouse, topic.slug)).map((example) => ({ ...example, release: id }))),
      )
    ).flat();
    return {
      title: `${topic.title}: methods`,
      columns: topicColumns,
      rows: [topic, ...examples].map(({ title, markdown }) => ({ topic: topic.slug, title, markdown })),
      meta: { topic: topic.slug },
      trail: [
        { title: 'Home', href: '/' },
        { title: 'Methods', href: '/methods' },
      ],
      view: () => ({
        heading: topic.title,
        body: renderMarkdown(topic.markdown),
        examples: examples.map(({ title, markdown, release }) => ({ title, release, body: renderMarkdown(markdown) })),
      }),
    };
  },
});
