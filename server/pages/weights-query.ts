import { weightSetFor, weights } from '../../data/weights.ts';
import { mostSystems } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { pageParameter } from '../paging.ts';
import { oneOf, type Parameter } from '../parameters.ts';
import type { CatalogueMeasure } from '../queries/catalogue.ts';
import type { WeighedMeasure } from '../queries/weights.ts';

export type WeightsQuery = Readonly<Record<string, string>> & { readonly level: string };

/** Name of the parameter that holds a measure's weight. */
export const weightName = (measure: string): string => `w-${measure}`;

/** The measures of the edition's set that the release has. */
export const offeredMeasures = ({ edition, release }: EditionContext): CatalogueMeasure[] =>
  weightSetFor(edition.id).measures.flatMap((id) => release.catalogue.measures.get(id) ?? []);

/** Levels at which any of these measures has figures; where none has, all of them. */
export function weighedLevels(context: EditionContext): string[] {
  const all = context.release.catalogue.levels.map(({ level }) => level);
  const within = all.filter((level) => offeredMeasures(context).some(({ periods }) => periods.has(level)));
  return within.length === 0 ? all : within;
}

/** A level, and a weight of 0 to 5 for each measure. */
export function parametersOf(context: EditionContext): Record<string, Parameter> & { level: Parameter } {
  const level = oneOf(weighedLevels(context));
  const boxes = offeredMeasures(context).map(({ declaration }): [string, Parameter] => [weightName(declaration.id), oneOf(weights)]);
  return { level, ...Object.fromEntries(boxes), page: pageParameter(mostSystems(context, weighedLevels(context))) };
}

/** The newest period that is the latest of any offered measure: one for all, as values of different years make no score. */
export function weighedPeriod(context: EditionContext, level: string): string {
  const latest = offeredMeasures(context).map(({ periods }) => periods.get(level)?.[0]);
  return [...context.release.catalogue.periods.keys()].find((period) => latest.includes(period)) ?? '';
}

/** Measures with a weight above 0. */
export function weighedMeasures(context: EditionContext, query: WeightsQuery): WeighedMeasure[] {
  return offeredMeasures(context).flatMap(({ declaration }) => {
    const weight = Number(query[weightName(declaration.id)] ?? 0);
    const { id, shortTitle, polarity } = declaration;
    return weight === 0 ? [] : [{ id, shortTitle, higherIsBetter: polarity === 'higher-is-better', weight }];
  });
}
