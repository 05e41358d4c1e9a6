import { type Column, toNullable } from '../../stats/column.ts';
import { marketConcentration } from '../../stats/concentration.ts';
import { patientFlowCompetition } from '../../stats/patient-flow.ts';
import { predictedShares } from '../../stats/predicted-shares.ts';
import { numberOf, numbers } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

/** Travel times by area and system: shares predicted from them, concentration of areas, exposure of systems. */
export const marketStructure = defineTopic({
  topic: 'market-structure',
  run(input) {
    const table = matrix(input, 'travel_minutes_area_by_system');
    const attraction = numbers(input, 'alpha_system');
    const population = numbers(input, 'population') as number[];
    const systems = attraction.length;
    const minutes = table.flat();
    const area = minutes.map((_, row) => Math.floor(row / systems));
    const system = minutes.map((_, row) => row % systems);
    const shares = predictedShares(
      { area, minutes, attraction: system.map((code) => attraction[code] ?? null) },
      { perMinute: numberOf(input, 'beta_per_minute'), limitMinutes: numberOf(input, 'choice_set_limit_minutes') },
    );
    const percent = toNullable(shares).map((share) => (share === null ? null : 100 * share));
    const areas = marketConcentration({ market: area, firm: system, amount: percent });
    const patients = toNullable(shares).map((share, row) => (share === null ? null : share * (population[area[row] as number] as number)));
    const exposure = patientFlowCompetition({ area, provider: system, patients });
    return {
      predicted_share_pct: table.map((_, code) => percent.slice(code * systems, (code + 1) * systems)),
      area_hhi: toNullable(areas.hhi),
      effective_number: toNullable(areas.equivalentFirms),
      area_loci_largest_complement: complement(exposure.areaTopShare),
      system_exposure_hhi: toNullable(exposure.providerHhi),
      system_loci: toNullable(exposure.loci),
      alternatives_within_30_min: table.map((row) => row.filter((time) => time <= 30).length),
    };
  },
});

const complement = (column: Column) => toNullable(column).map((share) => (share === null ? null : 1 - share));

function matrix(input: JsonObject, name: string): number[][] {
  const rows = input[name];
  if (!Array.isArray(rows)) throw new RangeError(`input.${name}: expected a list of rows`);
  return rows.map((row) => numbers({ [name]: row }, name) as number[]);
}
