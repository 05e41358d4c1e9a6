import { type FilterField, filterField } from '../filters.ts';
import { sentenceCase } from '../formats/words.ts';
import { definitionParameter, levelOf, measureOf } from '../lookup.ts';
import type { EditionContext } from '../page.ts';
import { oneOf, type Parameter } from '../parameters.ts';

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

/** Levels of the release, and its market definitions. */
export const listParameters = (context: EditionContext): CompetitionParameters => ({
  level: levelParameter(
    context,
    context.release.catalogue.levels.map(({ level }) => level),
  ),
  definition: definitionParameter(context),
});

/** Levels at which the measure has figures. */
export const measureParameters = (context: EditionContext): CompetitionParameters => ({
  level: levelParameter(context, [...measureOf(context).periods.keys()]),
  definition: definitionParameter(context),
});

/** The form of both pages. */
export function competitionFields(context: EditionContext, query: CompetitionQuery, parameters: CompetitionParameters): FilterField[] {
  const { definitions } = context.release.catalogue;
  return [
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
  ];
}

/** What every reader of these pages must know, beside the caveats of the market definition. */
export const competitionCaveats: readonly string[] = [
  'Hospitals in England were paid fixed national prices (the tariff) in these years: where there was rivalry, it was over quality and waiting, not over price.',
  'Figures are of residents and of people registered with a practice, not of people who chose to enrol with a system.',
  'The choice is of a hospital or of a general-practice network. It is not competition between integrated care boards, each of which is the only purchaser in its place.',
  'Choice is known at one time only. There is no date at which it began, so no before and after can be compared.',
  'Actual shares of use depend on how good hospitals are, not only on how near they are.',
  'Association is not cause: places with and without choice differ in much that is not measured here.',
];
