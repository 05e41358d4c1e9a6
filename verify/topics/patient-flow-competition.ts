import { codesOf } from '../../stats/codes.ts';
import { toNullable } from '../../stats/column.ts';
import { patientFlowCompetition as competition } from '../../stats/patient-flow.ts';
import { numbers, strings } from '../input.ts';
import { defineTopic } from '../runner.ts';

export const patientFlowCompetition = defineTopic({
  topic: 'patient-flow-competition',
  run(input) {
    const area = codesOf(strings(input, 'area'));
    const hospital = codesOf(strings(input, 'hospital'));
    const flows = competition({ area: area.codes, provider: hospital.codes, patients: numbers(input, 'patients') });
    return {
      area: area.labels,
      area_hhi: toNullable(flows.areaHhi),
      hospital: hospital.labels,
      hospital_hhi: toNullable(flows.providerHhi),
      loci: toNullable(flows.loci),
      monopoly_index: toNullable(flows.monopolyIndex),
    };
  },
});
