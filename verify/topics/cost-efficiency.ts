import { toNullable } from '../../stats/column.ts';
import { costEfficiencies } from '../../stats/cost-efficiency.ts';
import type { Returns } from '../../stats/envelopment-program.ts';
import { loadSolver } from '../../stats/linear-program.ts';
import { stringOf } from '../input.ts';
import { matrixColumns } from '../matrix.ts';
import { defineTopic } from '../runner.ts';

const solver = await loadSolver();

export const costEfficiency = defineTopic({
  topic: 'cost-efficiency',
  run(input) {
    const units = { inputs: matrixColumns(input, 'inputs'), outputs: matrixColumns(input, 'outputs'), prices: matrixColumns(input, 'input_prices') };
    const found = costEfficiencies(units, { solver, returns: returnsOf(stringOf(input, 'returns_to_scale')) });
    return {
      minimum_cost: toNullable(found.minimumCost),
      observed_cost: toNullable(found.observedCost),
      cost_efficiency: toNullable(found.cost),
      technical_efficiency: toNullable(found.technical),
      allocative_efficiency: toNullable(found.allocative),
    };
  },
});

function returnsOf(text: string): Returns {
  if (text === 'crs' || text === 'vrs' || text === 'drs' || text === 'irs') return text;
  throw new RangeError(`input.returns_to_scale: expected crs, vrs, drs or irs: ${text}`);
}
