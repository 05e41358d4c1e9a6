import { at } from '../../../stats/column.ts';
import { leaveOneOutRegression } from '../../../stats/leave-one-out-regression.ts';
import { normalDeviate } from '../../../stats/normal.ts';
import { modelOf } from '../table.ts';
import { noReferences, type ReferenceMaker, ratioReason } from './reference.ts';

const z = normalDeviate(0.95);

/**
 * What a least-squares line through all other systems expects at the system's own characteristics. Unweighted: systems
 * differ more than any one of them varies, so that the large ones deserve no larger say.
 */
export const adjusted: ReferenceMaker = {
  id: 'adjusted',
  make(table, { characteristics }) {
    if (table.measure.statistic === 'standardised-ratio') return noReferences(table, ratioReason);
    const fit = leaveOneOutRegression(
      table.observations.map(({ value }) => value),
      characteristics,
    );
    if (fit === null)
      return noReferences(table, `Too few systems with a value to adjust for ${characteristics.length} characteristics: there must be at least 8 to spare.`);
    const most = modelOf(table.measure) === 'proportion' ? table.measure.multiplier : Number.POSITIVE_INFINITY;
    const rows = table.observations.map((own, place) => {
      const value = at(fit.prediction, place);
      const error = at(fit.standardError, place);
      if (value === null || error === null) return { reason: 'The other systems do not say what to expect at its characteristics.' };
      if (value <= 0 || value >= most) return { reason: 'The regression expects an impossible value here.' };
      return {
        value,
        lower: Math.max(0, value - z * error),
        upper: Math.min(most, value + z * error),
        variance: error ** 2,
        units: fit.rows - (own.value === null ? 0 : 1),
        note: null,
      };
    });
    return { rows, members: fit.rows, attainedBy: null };
  },
};
