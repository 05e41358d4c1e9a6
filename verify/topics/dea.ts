import { type Column, toNullable } from '../../stats/column.ts';
import { efficiencies, scaleEfficiencies, superEfficiencies } from '../../stats/data-envelopment.ts';
import { slacks } from '../../stats/envelopment-slacks.ts';
import { loadSolver } from '../../stats/linear-program.ts';
import { matrixColumns, matrixRows } from '../matrix.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

const solver = await loadSolver();

const list = (column: Column) => toNullable(column);

/** A split of slacks other than the key's could be as good; on the keys seen it is the same. */
export const dea = defineTopic({
  topic: 'dea',
  run(input) {
    const units = { inputs: matrixColumns(input, 'inputs'), outputs: matrixColumns(input, 'outputs') };
    const result: JsonObject = { scale_efficiency_input: list(scaleEfficiencies(units, { solver, orientation: 'input' })) };
    for (const orientation of ['input', 'output'] as const)
      for (const returns of ['crs', 'vrs', 'drs', 'irs', 'fdh'] as const) {
        const options = { solver, orientation, returns };
        const fields: JsonObject = { efficiency: list(efficiencies(units, options)), super_efficiency: list(superEfficiencies(units, options)) };
        if (returns !== 'fdh') {
          const found = slacks(units, { ...options, returns });
          fields.sum_of_slacks = list(found.sum);
          fields.input_slack = matrixRows(found.inputs);
          fields.output_slack = matrixRows(found.outputs);
        }
        result[`${orientation}_${returns}`] = fields;
      }
    return result;
  },
});
