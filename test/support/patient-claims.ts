import { mostSideBySide } from '../../data/choosing.ts';
import { helpList } from '../../data/help.ts';
import { topics as allTopics, mostTopics } from '../../data/topics.ts';
import {
  type At,
  againstAt,
  allMeasures,
  always,
  bandOfLine,
  bandsUnder,
  bare,
  boxesAt,
  type Checker,
  figureOfLine,
  formsAt,
  groupAt,
  isPlace,
  knownBands,
  lineIs,
  measureOfLine,
  measuresShown,
  optionOfLine,
  periodsShown,
  places,
  ratedOnly,
  systemOfLine,
  systemsAt,
  topicOfSection,
  topicsWithout,
} from './patient-about.ts';
import { exactlyOne, groupCheckers } from './patient-group-claims.ts';
import { readList } from './patient-page.ts';
import { bandOf, measureAt, topicsOf } from './patient-truth.ts';

const shareIs = (at: At, from: number, to: number): boolean => {
  const share = optionOfLine(at)?.share ?? null;
  return share !== null && share >= from && share <= to;
};

/** Several have a band, and it is the same one. */
const allAre = (at: At, band: string): boolean => knownBands(at).length > 1 && knownBands(at).every((one) => one === band);

const lineIsUnknown = (at: At): boolean => bandOfLine(at) === 'unknown';

/** What has to hold for each text of the message file that these pages print. `*` stands for a part of the key. */
export const checkers: Readonly<Record<string, Checker>> = {
  'page.find': always,
  'page.numbers': always,
  'area.title': isPlace,
  'area.near': (at) => readList(bare(String(at.values.hints)), (at.area?.otherNames ?? []).map(bare)) !== null,
  'area.near-practices': (at) => {
    const near = at.area?.nearPractices ?? [];
    const names = readList(String(at.values.names), near);
    return names !== null && new Set(names).size === near.length && (at.values.count === 1) === (near.length === 1);
  },
  'area.wrong': always,
  'area.full': always,
  'area.no-figures': (at) => {
    const without = (groupAt(at)?.options ?? []).filter(({ known }) => known === 0).map(({ option_name, system_id }) => option_name ?? system_id);
    const names = readList(String(at.values.names), without);
    return names !== null && names.length === without.length;
  },
  'area.run-by': (at) => optionOfLine(at)?.parent === at.values.parent,
  'area.pick': (at) => mostSideBySide === 5 && boxesAt(at).length > 1,
  'area.picked': (at) => boxesAt(at).length <= 5 && boxesAt(at).every((box) => box.hasAttribute('checked')),
  'area.topics': (at) => boxesAt(at).length > 1,
  'area.topics-hint': () => mostTopics === 3,
  'area.compare': always,
  'area.see-all': (at) => (groupAt(at)?.known.length === 1 || at.section?.endsWith('board') === true) && formsAt(at).includes(String(at.values.name)),
  'area.code-note': (at) => {
    const lines = [...at.main.querySelectorAll(`section[aria-labelledby="${at.section}"] input[name=systems]`)];
    return lines.every(
      (box) =>
        box
          .closest('label')
          ?.querySelector('span')
          ?.firstChild?.textContent?.trim()
          .endsWith(` ${box.getAttribute('value')}`) === true,
    );
  },
  'share.most': (at) => shareIs(at, 0.5 + Number.EPSILON, 1),
  'share.some': (at) => shareIs(at, 0.1, 0.5),
  'share.few': (at) => shareIs(at, 0, 0.1 - Number.EPSILON),
  'band.better': (at) => lineIs(at, 'better'),
  'band.same': (at) => lineIs(at, 'same'),
  'band.worse': (at) => lineIs(at, 'worse'),
  'band.unknown': (at) => lineIs(at, 'unknown'),
  'reason.none': (at) => lineIsUnknown(at) && figureOfLine(at) === undefined,
  'reason.few-people': (at) => {
    const figure = figureOfLine(at);
    const below = figure !== undefined && figure.denominator !== null && figure.denominator < figure.minimum;
    return lineIsUnknown(at) && below && figure.value === null && figure.people === 1 && figure.minimum === at.values.minimum;
  },
  'reason.withheld': (at) => lineIsUnknown(at) && figureOfLine(at)?.value === null && figureOfLine(at)?.status === 'suppressed',
  'reason.missing': (at) => lineIsUnknown(at) && figureOfLine(at)?.value === null && figureOfLine(at)?.status === 'missing',
  'reason.not-given': (at) => {
    const figure = figureOfLine(at);
    const few = figure !== undefined && figure.denominator !== null && figure.denominator < figure.minimum;
    return lineIsUnknown(at) && figure?.value === null && figure.status === 'not-applicable' && !few;
  },
  // Too few others to set it against: a comparison with fewer than five has no limits.
  'reason.unsure': (at) => {
    const level = groupAt(at)?.level ?? '';
    const row = at.truth.league.get(`${againstAt(at)} ${level} ${systemOfLine(at)} ${measureOfLine(at)}`);
    return lineIsUnknown(at) && row?.value != null && row.yardstick_units !== null && row.yardstick_units < 5;
  },
  'compare.lede': (at) => at.kind === 'compare' && at.values.others === at.texts[`group.${at.group?.id}.others`],
  'compare.better': (at) => lineIs(at, 'better'),
  'compare.same': (at) => lineIs(at, 'same'),
  'compare.worse': (at) => lineIs(at, 'worse'),
  'compare.unknown': (at) => [...at.main.querySelectorAll('li.unknown')].every((line) => /\(.+\)/.test(line.textContent ?? '')),
  'compare.best-first': (at) => {
    const bands = bandsUnder(at).map((band) => (band === 'unknown' ? places.length : places.indexOf(band)));
    return new Set(knownBands(at)).size > 1 && bands.every((place, i) => i === 0 || place >= (bands[i - 1] ?? 0));
  },
  'compare.alike-better': (at) => allAre(at, 'better'),
  'compare.alike-same': (at) => allAre(at, 'same'),
  'compare.alike-worse': (at) => allAre(at, 'worse'),
  'compare.one': (at) => knownBands(at).length === 1 && bandsUnder(at).length > 1,
  'compare.no-data': (at) => knownBands(at).length === 0 && bandsUnder(at).length > 1,
  'compare.period': (at) => at.measure !== null && measureAt(at.truth, groupAt(at)?.level ?? '', at.measure)?.period_title === at.values.period,
  'compare.key': always,
  'compare.numbers': always,
  'compare.about': always,
  'compare.nothing': (at) => topicsWithout(at, at.topics.slice(0, 3)),
  'compare.more': (at) => at.systems.length > 0,
  'compare.again': always,
  'compare.pick-none': (at) => at.systems.length === 0 && at.picked === 0,
  'compare.too-many': (at) => at.values.picked === at.picked && at.picked > 5 && at.systems.length === 5,
  'compare.too-many-topics': (at) => at.values.picked === at.topics.length && at.topics.length > 3,
  'compare.title': (at) => at.area === null || at.group === null,
  'compare.first-only': (at) => {
    const sections = [...at.main.querySelectorAll('section')];
    return at.topics.length === 0 && sections.length > 1 && sections.every((section) => section.querySelectorAll('h3').length === 1);
  },
  // A test in a browser prints it.
  'compare.print': always,
  'system.title': (at) => at.kind === 'system' && formsAt(at).includes(String(at.values.name)),
  'system.lede': (at) => (at.group?.id === 'networks' || at.group?.id === 'plans' ? isKindAndPlace(at) : false),
  'system.lede-use': (at) => at.group?.id === 'hospitals' && isKindAndPlace(at),
  'system.lede-only': (at) => ['english-board', 'board'].includes(at.group?.id ?? '') && isKindAndPlace(at),
  'system.against': (at) => !exactlyOne(at) && againstAt(at) === 'others' && at.values.others === at.texts[`group.${at.group?.id}.others`],
  'system.better': always,
  'system.same': always,
  'system.worse': always,
  'system.unknown': always,
  // Said of the better or of the worse: no line of that kind, and some of another.
  'system.none': (at) => {
    const heading = at.element.previousElementSibling?.textContent;
    const band = heading === at.texts['system.better'] ? 'better' : heading === at.texts['system.worse'] ? 'worse' : null;
    const level = groupAt(at)?.level ?? '';
    const bands = allMeasures(at).map((measure) => bandOf(at.truth, againstAt(at), { level, system: systemsAt(at)[0] ?? '', measure }));
    return band !== null && !bands.includes(band) && bands.some((one) => one !== 'unknown');
  },
  'system.sure': always,
  'system.sure-text': (at) => allMeasures(at).every((measure) => isBeyondLuck(at, measure)),
  'system.old': always,
  'system.old-one': (at) => [...new Set(periodsShown(at).map(({ title }) => title))].join() === at.values.newest,
  'system.old-text': (at) => {
    const periods = periodsShown(at);
    const isOf = (ends: string | undefined, said: unknown): boolean => periods.some(({ title, ends: own }) => own === ends && title === said);
    return at.values.newest !== at.values.oldest && isOf(periods.at(-1)?.ends, at.values.newest) && isOf(periods[0]?.ends, at.values.oldest);
  },
  'system.old-ratings': ratedOnly,
  'system.leaves-out': always,
  'system.no-topics': (at) =>
    topicsWithout(
      at,
      allTopics.map(({ id }) => id),
    ),
  'system.ask': always,
  'system.join': always,
  'system.tell': always,
  'system.tell-first': always,
  'system.more': (at) => formsAt(at).includes(String(at.values.name)),
  'system.back': isPlace,
  'help.source': always,
};

function isKindAndPlace(at: At): boolean {
  return isPlace(at) && at.values.kind === at.texts[`group.${at.group?.id}.kind`];
}

/** True unless a line is called better or worse although its value lies within the limits of chance and usual spread. */
function isBeyondLuck(at: At, measure: string): boolean {
  const level = groupAt(at)?.level ?? '';
  const row = at.truth.league.get(`${againstAt(at)} ${level} ${at.systems[0]} ${measure}`);
  const { value = null, limit_low_95: low = null, limit_high_95: high = null } = row ?? {};
  const called = places.filter((place) => place !== 'same').includes(bandOf(at.truth, againstAt(at), { level, system: at.systems[0] ?? '', measure }));
  return !called || (value !== null && low !== null && high !== null && (value < low || value > high));
}

/** The checker of a text; undefined where nobody has written one. */
export function checkerOf(key: string): Checker | undefined {
  const [first = '', second = '', ...rest] = key.split('.');
  if (first === 'group') return wherever(groupCheckers[`${second}.${rest.join('.')}`] ?? groupCheckers[rest.join('.')], second);
  if (first === 'topic') return (at) => isTopic(at, second);
  if (first === 'ask') return (at) => measuresShown(at, [second]).length > 0;
  if (first === 'help' && second !== 'source') return (at) => isHelp(at, second);
  return checkers[key];
}

const wherever = (checker: Checker | undefined, group: string): Checker | undefined =>
  checker === undefined ? undefined : (at) => groupAt(at)?.id === group && checker(at);

function isTopic(at: At, topic: string): boolean {
  const box = at.element.closest('label')?.querySelector('input')?.getAttribute('value');
  const there = topicsOf(at.truth, groupAt(at)?.level ?? '').includes(topic);
  return there && (box ?? topicOfSection(at)) === topic;
}

function isHelp(at: At, id: string): boolean {
  const help = helpList.find((one) => one.id === id);
  const group = groupAt(at);
  if (help === undefined || group === null || help.edition !== at.truth.edition) return false;
  const link = at.element.closest('li')?.querySelector('a');
  const holds = (help.levels ?? [group.level]).includes(group.level) && (help.districts ?? [at.area?.district]).includes(at.area?.district ?? '');
  return holds && link?.getAttribute('href') === help.source.href && link.textContent === help.source.title;
}
