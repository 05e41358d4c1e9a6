import type { Row } from '../../../data/tables.ts';
import { adjustedContrast } from '../../../stats/adjusted-contrast.ts';
import { at } from '../../../stats/column.ts';
import { overlap } from '../../../stats/overlap.ts';
import type { LevelSetting } from '../references/reference.ts';
import { groupsOf } from './groups.ts';

const meanOf = (column: ArrayLike<number>, group: readonly (number | null)[], code: number): number => {
  const members = Array.from(column).filter((_, place) => group[place] === code);
  return members.reduce((sum, value) => sum + value, 0) / members.length;
};

/** How far apart the groups are in each characteristic; none where a group is empty. */
export function overlapRows({ level, characteristicIds, characteristics: columns, marketTypes }: LevelSetting): Row<'market_overlap'>[] {
  return [...marketTypes].flatMap(([definition, types]) => {
    const group = groupsOf(types);
    if (!group.includes(0) || !group.includes(1)) return [];
    const found = overlap({ group, covariates: columns });
    return characteristicIds.map((id, place) => {
      const column = columns[place] ?? new Float64Array(group.length);
      return {
        level,
        definition,
        characteristic: id,
        competitive: meanOf(column, group, 1),
        monopoly: meanOf(column, group, 0),
        difference: found === null ? null : at(found.standardisedDifferences, place),
      };
    });
  });
}

/** What the choice of hospital or practice cannot move: who lives there. Size is left out, as boards were drawn by it. */
const placebos = ['age', 'age-65', 'deprivation'];

/**
 * Contrasts in things that choice cannot move, adjusted for the other characteristics: a difference there says that the
 * groups differ in ways that the adjustment does not take up.
 */
export function placeboRows({ level, characteristicIds, characteristics: columns, marketTypes }: LevelSetting): Row<'market_placebo'>[] {
  return [...marketTypes].flatMap(([definition, types]) => {
    const group = groupsOf(types);
    return placebos
      .filter((placebo) => characteristicIds.includes(placebo))
      .flatMap((placebo) => {
        const place = characteristicIds.indexOf(placebo);
        const y = standardised(columns[place] ?? new Float64Array(group.length));
        return (['unadjusted', 'adjusted'] as const).map((analysis) => {
          const found = adjustedContrast({ y, group, covariates: analysis === 'adjusted' ? columns.filter((_, other) => other !== place) : [] });
          return {
            level,
            definition,
            placebo,
            analysis,
            estimate: found?.estimate ?? null,
            lower: found?.inference?.lower ?? null,
            upper: found?.inference?.upper ?? null,
            p_value: found?.inference?.probability ?? null,
          };
        });
      });
  });
}

function standardised(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (column.length - 1));
  return column.map((value) => (spread === 0 ? 0 : (value - mean) / spread));
}
