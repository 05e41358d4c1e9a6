import type { Level } from '../data/editions.ts';
import type { Suggestion } from './faults.ts';
import { Fault, unknown } from './faults.ts';
import type { EditionContext, Link } from './page.ts';
import { oneOf, type Parameter } from './parameters.ts';
import type { CatalogueMeasure, LevelRow, PeriodRow, SystemRow } from './queries/catalogue.ts';
import { selectSuccessor } from './queries/systems.ts';

/** The measure that the address names; 404 with those there are. */
export function measureOf({ edition, release, params }: EditionContext): CatalogueMeasure {
  const id = params.measure ?? '';
  const found = release.catalogue.measures.get(id);
  if (found !== undefined) return found;
  throw unknown(
    'measure',
    id,
    [...release.catalogue.measures.values()].map(({ declaration }) => ({
      value: declaration.id,
      title: declaration.shortTitle,
      href: `/${edition.id}/measures/${declaration.id}`,
    })),
  );
}

/** The system that the address names; null when there is none, as a former code may still lead on. */
export function knownSystem({ release, params }: EditionContext): SystemRow | null {
  return release.catalogue.systems.find(({ system_id }) => system_id === params.system) ?? null;
}

/** The system that the address names; 404 with its successor, or with the way to the search. */
export async function systemOf(context: EditionContext): Promise<SystemRow> {
  const known = knownSystem(context);
  if (known !== null) return known;
  const id = context.params.system ?? '';
  const successor = await selectSuccessor(context.release.warehouse, id);
  const search: Suggestion = { value: 'search', title: 'Search for a system by name or code', href: `/${context.edition.id}/systems` };
  if (successor === null) throw unknown('system', id, [search]);
  const follows = { value: successor.system_id, title: successor.system_name, href: `/${context.edition.id}/systems/${successor.system_id}` };
  throw new Fault(404, `${id} (${successor.name}) is a former organisation: it is now part of ${successor.system_name}`, {
    accepted: [follows, search],
    subject: 'system',
  });
}

export const periodsOf = (measure: CatalogueMeasure, level: string): readonly string[] => measure.periods.get(level) ?? [];

export function levelOf({ release }: EditionContext, level: string): LevelRow {
  return release.catalogue.levels.find((row) => row.level === level) ?? { level, title: level, plural: level };
}

export function periodOf({ release }: EditionContext, period: string): PeriodRow {
  return release.catalogue.periods.get(period) ?? { period, kind: 'period', title: period, starts: '', ends: '' };
}

/** What the edition declares of a level; undefined of a level that a release alone knows. */
export const declaredLevel = ({ edition }: EditionContext, level: string): Level | undefined => edition.levels.find(({ id }) => id === level);

/** Systems of a level. */
export const systemsAt = ({ release }: EditionContext, level: string): number =>
  release.catalogue.systems.reduce((count, system) => count + Number(system.level === level), 0);

/** Systems of the largest of some levels: the longest that a table of one of them can be. */
export const mostSystems = (context: EditionContext, levels: readonly string[]): number => Math.max(0, ...levels.map((level) => systemsAt(context, level)));

/** `definition=`: the market definitions of the release; the edition's default first. */
export function definitionParameter({ edition, release }: EditionContext): Parameter {
  const ids = release.catalogue.definitions.map(({ id }) => id);
  return oneOf(ids, ids.includes(edition.defaultDefinition) ? edition.defaultDefinition : ids[0]);
}

export const editionTrail = ({ edition }: EditionContext, ...links: Link[]): Link[] => [
  { title: 'Home', href: '/' },
  { title: edition.title, href: `/${edition.id}` },
  ...links,
];

/** What every answer of an edition says about itself. */
export function editionMeta({ edition, release }: EditionContext): Record<string, unknown> {
  return { edition: edition.id, release: release.id, licence: edition.licence, attribution: edition.attribution };
}
