import { marketDefinitions } from '../../data/markets.ts';
import { type At, againstAt, allMeasures, always, type Checker, formsAt, groupAt, isPlace, namesAt, sum } from './patient-about.ts';
import { readList } from './patient-page.ts';
import { measureAt, measuresOf, topicsOf } from './patient-truth.ts';

const yearOf: Readonly<Record<string, string>> = { networks: 'gp-network-2020', hospitals: 'hospital-use-2018', plans: 'offers-2022' };

/** What a group covers: only these topics, on all of its level. */
const coversOnly = (at: At, only: readonly string[]): boolean => topicsOf(at.truth, groupAt(at)?.level ?? '').every((topic) => only.includes(topic));

const figuresOfLevel = (at: At) => {
  const level = groupAt(at)?.level ?? '';
  return topicsOf(at.truth, level)
    .flatMap((topic) => measuresOf(at.truth, level, topic))
    .flatMap((measure) => measureAt(at.truth, level, measure) ?? []);
};

/** There is one, with figures or without. */
export const exactlyOne: Checker = (at) => groupAt(at)?.options.length === 1;

/** Texts of a group: by group and part, or by part for all. */
export const groupCheckers: Readonly<Record<string, Checker>> = {
  title: always,
  'networks.what': always,
  'hospitals.what': always,
  'plans.what': always,
  'english-board.what': (at) => (groupAt(at)?.options.length ?? 0) > 0,
  'board.what': exactlyOne,
  'networks.count': (at) => {
    const group = groupAt(at);
    // As many as the market of the area counts.
    if (group?.options.length !== (at.area?.networks ?? 0) || at.values.count !== group.options.length) return false;
    return at.values.count !== 1 || namesAt(at).includes(String(at.values.names));
  },
  'hospitals.count': (at) => {
    const { options = [] } = groupAt(at) ?? {};
    if (at.values.count === 0) return options.length === 0;
    if (at.values.count === 1 && !namesAt(at).includes(String(at.values.names))) return false;
    return at.values.count === options.length && sum(options) > 0.5;
  },
  'english-board.count': (at) => namesAll(at),
  'board.count': (at) => namesAll(at),
  'plans.count': (at) => {
    const options = groupAt(at)?.options ?? [];
    return at.values.count === options.length && (at.values.count !== 1 || formsAt(at).includes(String(at.values.names)));
  },
  'networks.none-way': (at) => groupAt(at)?.options.length === 0 && (at.area?.groups.find(({ id }) => id === 'hospitals')?.known.length ?? 0) > 0,
  'none-way': (at) => groupAt(at)?.options.length === 0,
  year: (at) => {
    const definition = marketDefinitions.find(({ id }) => id === yearOf[groupAt(at)?.id ?? '']);
    return (groupAt(at)?.options.length ?? 0) > 0 && definition?.title.endsWith(`, ${at.values.year}`) === true;
  },
  others: always,
  'compare-title': (at) => at.kind === 'compare' && (at.values.place === undefined || isPlace(at)),
  kind: always,
  'hospitals.no-choice': (at) => exactlyOne(at) && sum(groupAt(at)?.known ?? []) > 0.5,
  'english-board.no-choice': (at) => exactlyOne(at) && groupAt(at)?.known.length === 1,
  'plans.no-choice': (at) =>
    exactlyOne(at) && at.values.systems === at.truth.exposure.systems && at.values.competitive === at.truth.exposure.competitive && againstAt(at) === 'others',
  'no-choice': exactlyOne,
  'plans.one-seller': (at) => {
    const options = groupAt(at)?.options ?? [];
    return options.length > 1 && options.every(({ parent }) => parent === at.values.seller);
  },
  'networks.covers': (at) => coversOnly(at, ['lungs']) && figuresOfLevel(at).every(({ plain_title }) => plain_title.includes('lung disease')),
  'hospitals.covers': (at) => coversOnly(at, ['being-seen', 'hospital']),
  'english-board.covers': (at) => {
    const figures = figuresOfLevel(at);
    const old = figures.filter(({ period_ends }) => period_ends <= '2020-03-31').length;
    return old > figures.length / 2 && figures.every(({ domain }) => domain !== 'experience') && !topicsOf(at.truth, 'icb').includes('patients-say');
  },
  'plans.covers': (at) => figuresOfLevel(at).every(({ domain }) => domain !== 'cost'),
  'board.covers': (at) => coversOnly(at, ['being-seen', 'hospital']) && allMeasures(at).length <= 4,
};

function namesAll(at: At): boolean {
  const names = at.values.names === undefined ? [] : readList(String(at.values.names), formsAt(at));
  return (
    names !== null && names.length === groupAt(at)?.options.length && new Set(names).size === names.length && (at.values.count !== 0 || names.length === 0)
  );
}
