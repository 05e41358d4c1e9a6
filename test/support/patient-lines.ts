import { helpList } from '../../data/help.ts';
import { type At, allMeasures, bandOfLine, formsOf, groupAt, measureOfLine, measuresShown, systemOfLine, topicOfSection } from './patient-about.ts';
import { measureAt, measuresOf, topicsOf } from './patient-truth.ts';

/** Runs of text that are no messages: names of systems, titles and sentences of measures, titles of the pages that help comes from. */
export function isName(at: At): boolean {
  const { element, text, kind, truth } = at;
  const group = groupAt(at);
  const district = at.area?.district ?? '';
  const isOf = (system: string | null): boolean =>
    group?.known.some((option) => option.system_id === system && formsOf(option, district).includes(text)) === true;
  if (element.matches('span.who, label > span')) return isOf(systemOfLine(at));
  if (element.matches('h1')) return kind === 'system' && isOf(at.systems[0] ?? null);
  if (element.matches('a[rel=external]')) return helpList.some(({ source }) => source.title === text && source.href === element.getAttribute('href'));
  if (element.matches('li > a')) return isOf(decodeURIComponent(element.getAttribute('href')?.split('/').at(-1)?.split('?')[0] ?? ''));
  const figure = measureAt(truth, group?.level ?? '', measureOfLine(at) ?? '');
  if (element.matches('h3')) return figure?.plain_title === text && measuresOf(truth, group?.level ?? '', topicOfSection(at)).includes(figure.measure_id);
  if (element.matches('p.hint')) return figure?.plain_sentence === text && element.previousElementSibling?.tagName === 'H3';
  if (element.matches('ul.signs li > span')) return figure?.plain_title === text && bandOfLine(at) === element.closest('ul')?.className.replace('signs ', '');
  return false;
}

const signs: Readonly<Record<string, string>> = { '▲': 'better', '=': 'same', '▼': 'worse', '?': 'unknown' };

/** True of a sign that stands for the word beside it. */
export function isSign(at: At): boolean {
  const marked = at.element.closest('li[data-system], dl.words > div') ?? at.element.closest('ul.signs');
  return at.element.matches('span.sign') && marked?.className.replace('signs ', '') === signs[at.text];
}

/** Measures that a page must print, topic by topic. */
export function expectedMeasures(at: At): string[] {
  const level = groupAt(at)?.level ?? '';
  if (at.kind !== 'compare') return allMeasures(at);
  const there = topicsOf(at.truth, level);
  if (at.topics.length > 0)
    return measuresShown(
      at,
      there.filter((topic) => at.topics.slice(0, 3).includes(topic)),
    );
  const wanted =
    there.length === 1 ? there.flatMap((topic) => measuresOf(at.truth, level, topic)) : there.map((topic) => measuresOf(at.truth, level, topic)[0]);
  return measuresShown(at, there).filter((measure) => wanted.includes(measure));
}
