import { type FilterField, filterField, withChoices } from '../filters.ts';
import { sentenceCase } from '../formats/words.ts';
import { declaredLevel, definitionParameter, levelOf, measureOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { oneOf, type Parameter } from '../parameters.ts';
import { contrastedLevels } from '../queries/catalogue.ts';

export interface CompetitionQuery {
  readonly level: string;
  readonly definition: string;
}

export type CompetitionParameters = Record<'level' | 'definition', Parameter>;

/** The level with most systems unless told: few systems can show little. */
function levelParameter({ release }: EditionContext, levels: readonly string[]): Parameter {
  const systems = (id: string): number => release.catalogue.systems.filter(({ level }) => level === id).length;
  return oneOf(levels, levels.toSorted((a, b) => systems(b) - systems(a))[0]);
}

/** Of some levels those with a test; where none has one, all of them, so that the page can say so. */
function testedFirst(tested: readonly string[], all: readonly string[]): readonly string[] {
  const within = all.filter((level) => tested.includes(level));
  return within.length === 0 ? all : within;
}

/** Levels with a test, and market definitions. */
export const listParameters = (context: EditionContext): CompetitionParameters => ({
  level: levelParameter(
    context,
    testedFirst(
      contrastedLevels(context.release.catalogue),
      context.release.catalogue.levels.map(({ level }) => level),
    ),
  ),
  definition: definitionParameter(context),
});

/** Levels at which the measure has a test. */
export const measureParameters = (context: EditionContext): CompetitionParameters => ({
  level: levelParameter(
    context,
    testedFirst(contrastedLevels(context.release.catalogue, measureOf(context).declaration.id), [...measureOf(context).periods.keys()]),
  ),
  definition: definitionParameter(context),
});

/** The form of both pages. */
export function competitionFields(context: EditionContext, query: CompetitionQuery, parameters: CompetitionParameters): FilterField[] {
  const { definitions } = context.release.catalogue;
  return withChoices([
    filterField({
      name: 'level',
      label: 'Level',
      values: parameters.level.accepted ?? [],
      selected: query.level,
      title: (id) => sentenceCase(levelOf(context, id).plural),
    }),
    filterField({
      name: 'definition',
      label: 'Market definition',
      values: parameters.definition.accepted ?? [],
      selected: query.definition,
      title: (id) => definitions.find((one) => one.id === id)?.title ?? id,
    }),
  ]);
}

/** What every reader of these pages must know, beside the caveats of the market definition. */
export const caveatsOf = ({ edition }: EditionContext): readonly string[] => [
  ...edition.competitionCaveats,
  'Association is not cause: places with and without choice differ in much that is not measured here.',
];

/** What systems of a level are adjusted for; `within states` last, where they are compared within regions. */
export function characteristicsOf(context: EditionContext, level: string): readonly string[] {
  const { characteristics = [], within } = declaredLevel(context, level) ?? {};
  return within === undefined ? characteristics : [...characteristics, `within ${within}`];
}

/** Within what labels are exchanged in the permutation test. */
export const exchangedWithin = (context: EditionContext, level: string): string => declaredLevel(context, level)?.within ?? 'rurality strata';

/** Why there is no test: of the edition, of the level or of the measure. Null where there is one. */
export function untestedReason(context: EditionContext, level: string, measure?: string): string | null {
  const { catalogue } = context.release;
  if (contrastedLevels(catalogue).length === 0)
    return `There is no test of choice in this edition: competitive and monopoly systems are not contrasted at any of its levels. ${context.edition.choiceStatement}`;
  if (contrastedLevels(catalogue, measure).includes(level)) return null;
  if (measure !== undefined && contrastedLevels(catalogue, measure).length === 0)
    return 'Competitive and monopoly systems are not contrasted on this measure: it has no figures at a level at which they are.';
  return `Competitive and monopoly ${levelOf(context, level).plural} are not contrasted.`;
}
