import { defaultCells, grid } from '../../data/competition.ts';
import { marketDefinitions } from '../../data/markets.ts';
import { bedDays } from '../../data/measures/hospital-use.ts';
import { type CompetitionTask, competitionOf } from '../../etl/analysis/competition/contrasts.ts';
import { classifyGrid } from '../../etl/analysis/competition/grid.ts';
import { judgeAll } from '../../etl/analysis/competition/judge.ts';
import type { AreaOptions } from '../../etl/analysis/markets.ts';
import { observe } from '../../etl/analysis/observe.ts';
import type { LeagueTable } from '../../etl/analysis/table.ts';
import { xoshiro128 } from '../../stats/random.ts';
import { type SimulatedPanel, type SimulatedPanelOptions, simulatePanel } from '../../stats/simulated-panel.ts';

/** One simulated panel, from its areas to the verdict: what the pages would say of it. */
export interface TruthTask {
  seed: number;
  panel: SimulatedPanelOptions;
}

export interface Truth {
  verdict: string | null;
  /** Differences relative to the value of all systems. */
  naive: number | null;
  adjusted: { estimate: number; lower: number; upper: number } | null;
}

const definition = marketDefinitions.find(({ kind }) => kind === 'shares')?.id ?? '';
const measure = { ...bedDays, breaks: [], minimumDenominator: 1 };
const yearOf = (year: number): string => `${2010 + year}-${11 + year}`;

/** The chain that the build runs, on made-up areas: classification, groups, contrasts, grid, verdict. */
export function truthOf({ seed, panel }: TruthTask): Truth {
  const simulated = simulatePanel(panel, xoshiro128(seed));
  const task = taskOf(simulated, panel);
  const { contrasts, evidence } = competitionOf(task);
  const all = (task.tables.at(-1)?.observations ?? []).reduce((sum, { value }) => sum + (value ?? 0), 0) / panel.systems;
  const of = (analysis: string) => contrasts.find((row) => row.analysis === analysis);
  const adjusted = of('adjusted');
  const relative = (value: number | null | undefined): number | null => (value == null ? null : value / all);
  const [estimate, lower, upper] = [adjusted?.estimate, adjusted?.lower, adjusted?.upper].map(relative);
  return {
    verdict: judgeAll(evidence)[0]?.verdict ?? null,
    naive: relative(of('unadjusted')?.estimate),
    adjusted: estimate == null || lower == null || upper == null ? null : { estimate, lower, upper },
  };
}

function taskOf({ areas, systems, counts }: SimulatedPanel, { years }: SimulatedPanelOptions): CompetitionTask {
  const options = areas.shares.map((shares, place): AreaOptions => ({ area_id: String(place), population: areas.population[place] ?? 0, shares, offers: 0 }));
  const level = {
    level: 'simulated',
    systems: systems.population.length,
    areaPeople: areas.system.map((system, area) => ({ area, system, people: areas.population[area] ?? 0 })),
  };
  const { types } = classifyGrid(new Map([[definition, options]]), [level]);
  const cells = types.get(level.level) ?? new Map();
  const tables = Array.from(
    { length: years },
    (_, year): LeagueTable => ({
      measure,
      level: level.level,
      period: yearOf(year),
      phi: 1,
      observations: counts.system.flatMap((system, place) =>
        counts.year[place] === year
          ? [
              observe(
                measure,
                {
                  measure_id: measure.id,
                  level: level.level,
                  system_id: String(system),
                  period: yearOf(year),
                  numerator: counts.numerator[place] ?? 0,
                  denominator: counts.denominator[place] ?? 1,
                  status: 'final',
                  note: null,
                },
                1,
              ),
            ]
          : [],
      ),
    }),
  );
  const share = (part: readonly number[]) => Float64Array.from(part, (value, system) => value / (systems.population[system] ?? 1));
  return {
    measure,
    level: level.level,
    tables,
    characteristicIds: ['size', 'age', 'deprivation', 'rurality'],
    clusters: null,
    characteristics: [
      Float64Array.from(systems.population, Math.log),
      share(systems.over65),
      Float64Array.from(systems.deprivation),
      Float64Array.from(systems.rurality),
    ],
    types: new Map([[definition, cells.get(defaultCells[definition] ?? '') ?? []]]),
    grid: new Map(grid.filter((cell) => cell.definition.id === definition).map(({ id }) => [id, cells.get(id) ?? []])),
    trended: { measure_id: measure.id, level: level.level, segments: new Map() },
    draws: { permutations: 999, resamples: 40 },
  };
}
