import type { RandomGenerator } from './random.ts';

export interface SimulatedPanelOptions {
  /** Half of them (rounded down) in competitive markets. */
  systems: number;
  areasPerSystem: number;
  years: number;
  /** Relative change of the rate where all people live in competitive areas: -0.08 is 8% fewer bed days. Above -1. */
  effect: number;
  /** Relative difference of the rate between competitive and monopoly systems that rurality alone makes. Above -1. */
  confounding: number;
  /** How far the rurality of the two kinds of system overlaps: 70% and 30% of the scale common, or none. */
  overlap: 'full' | 'partial' | 'none';
  /** Chance that an area has the market of its system's kind; 1 unless told. */
  purity?: number;
  /** Standard deviation of systems' own log rates; 0.1 unless told. */
  betweenSystems?: number;
  /** Variance of a count over its mean, from year to year; 4 unless told, 0 for none. */
  phi?: number;
  /** Events a person aged 65 and over in a year, in a monopoly area of middling rurality; 2 unless told. */
  rate?: number;
}

/** One place an area. */
export interface SimulatedAreas {
  system: number[];
  /** 1 when the shares make a competitive market, 0 a monopoly. */
  competitive: number[];
  /** Shares of the area's people by option; an HHI of at most 3,600 or above 8,200. */
  shares: number[][];
  population: number[];
  over65: number[];
  /** 0 to 1. */
  rurality: number[];
  /** 0 to 100, unrelated to anything else. */
  deprivation: number[];
}

/** One place a system; characteristics are means over its people. */
export interface SimulatedSystems {
  /** 1 for the kind that competes. */
  competitive: number[];
  /** Share of its people in competitive areas. */
  exposure: number[];
  population: number[];
  over65: number[];
  rurality: number[];
  deprivation: number[];
}

/** One place a system and year. */
export interface SimulatedCounts {
  system: number[];
  year: number[];
  numerator: number[];
  denominator: number[];
}

export interface SimulatedPanel {
  areas: SimulatedAreas;
  systems: SimulatedSystems;
  counts: SimulatedCounts;
  /** What was planted, as changes of the log rate per 1 of exposure and of rurality. */
  truth: { exposure: number; rurality: number };
}

/** Ranges of rurality, of which the second (monopoly) is the first (competitive) counted from the other end. */
const reach = { full: 0.85, partial: 0.65, none: 0.4 } as const;

/**
 * A simulated panel of systems with a known effect of competition, to try a whole chain of methods on. The log rate of a
 * system is log(rate) + log(1 + effect) × exposure + c × (rurality - 1/2) + its own normal deviate, c being such that the
 * mean difference in rurality of the two kinds makes the relative difference `confounding`. Competitive systems have a rurality
 * evenly spread over 0 to r, monopoly ones over 1 - r to 1, with r 0.85, 0.65 or 0.4. Counts are normal about their mean
 * with variance phi × mean, rounded, at least 0; systems do not change but for that. The same generator gives the same panel.
 *
 * With purity 1 the naive difference of mean log rates between the two kinds is log(1 + effect) + log(1 + confounding) on
 * average. Invented: no figure is an estimate for a real system. Design: Morris TP, White IR, Crowther MJ. Using simulation
 * studies to evaluate statistical methods. Stat Med 2019;38:2074-2102.
 *
 * @throws RangeError naming the option and its value where it is out of range
 */
export function simulatePanel(options: SimulatedPanelOptions, generator: RandomGenerator): SimulatedPanel {
  checkOptions(options);
  const { systems: count, effect, confounding, overlap, betweenSystems = 0.1, rate = 2 } = options;
  const truth = { exposure: Math.log1p(effect), rurality: -Math.log1p(confounding) / (1 - reach[overlap]) };
  const kinds = Array.from({ length: count }, (_, system) => (system < Math.floor(count / 2) ? 1 : 0));
  const areas = simulateAreas(options, kinds, generator);
  const systems = summarise(areas, kinds);
  const logRates = kinds.map(
    (_, system) =>
      Math.log(rate) +
      truth.exposure * (systems.exposure[system] as number) +
      truth.rurality * ((systems.rurality[system] as number) - 0.5) +
      betweenSystems * generator.normal(),
  );
  return { areas, systems, counts: simulateCounts(options, systems, { logRates, generator }), truth };
}

function simulateAreas({ areasPerSystem, overlap, purity = 1 }: SimulatedPanelOptions, kinds: readonly number[], generator: RandomGenerator): SimulatedAreas {
  const areas: SimulatedAreas = { system: [], competitive: [], shares: [], population: [], over65: [], rurality: [], deprivation: [] };
  for (const [system, kind] of kinds.entries()) {
    const fromEnd = reach[overlap] * generator.uniform();
    const rurality = kind === 1 ? fromEnd : 1 - fromEnd;
    const spread = Math.min(0.1, rurality, 1 - rurality);
    for (let area = 0; area < areasPerSystem; area += 1) {
      const competitive = generator.uniform() < purity ? kind : 1 - kind;
      const population = Math.round(4000 + 8000 * generator.uniform());
      areas.system.push(system);
      areas.competitive.push(competitive);
      areas.shares.push(competitive === 1 ? rivalShares(generator) : monopolyShares(generator));
      areas.population.push(population);
      areas.over65.push(Math.round(population * (0.14 + 0.08 * generator.uniform())));
      areas.rurality.push(rurality + spread * (2 * generator.uniform() - 1));
      areas.deprivation.push(100 * generator.uniform());
    }
  }
  return areas;
}

/** Three options of 24% to 44%. */
function rivalShares({ uniform }: RandomGenerator): number[] {
  const sizes = [1 + 0.6 * uniform(), 1 + 0.6 * uniform(), 1 + 0.6 * uniform()];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => size / total);
}

/** One option of 91% to 99%, two that share the rest. */
function monopolyShares({ uniform }: RandomGenerator): number[] {
  const [first, split] = [0.91 + 0.08 * uniform(), uniform()];
  return [first, (1 - first) * split, (1 - first) * (1 - split)];
}

function summarise(areas: SimulatedAreas, competitive: readonly number[]): SimulatedSystems {
  const sum = (values: readonly number[]) => {
    const sums = competitive.map(() => 0);
    for (const [area, system] of areas.system.entries()) sums[system] = (sums[system] as number) + (values[area] as number);
    return sums;
  };
  const population = sum(areas.population);
  const mean = (values: readonly number[]) =>
    sum(values.map((value, area) => value * (areas.population[area] as number))).map((total, system) => total / (population[system] as number));
  return {
    competitive: [...competitive],
    exposure: mean(areas.competitive),
    population,
    over65: sum(areas.over65),
    rurality: mean(areas.rurality),
    deprivation: mean(areas.deprivation),
  };
}

function simulateCounts(
  { years, phi = 4 }: SimulatedPanelOptions,
  systems: SimulatedSystems,
  { logRates, generator }: { logRates: readonly number[]; generator: RandomGenerator },
): SimulatedCounts {
  const counts: SimulatedCounts = { system: [], year: [], numerator: [], denominator: [] };
  for (const [system, logRate] of logRates.entries())
    for (let year = 0; year < years; year += 1) {
      const mean = (systems.over65[system] as number) * Math.exp(logRate);
      counts.system.push(system);
      counts.year.push(year);
      counts.numerator.push(Math.max(0, Math.round(mean + Math.sqrt(phi * mean) * generator.normal())));
      counts.denominator.push(systems.over65[system] as number);
    }
  return counts;
}

function checkOptions({ systems, areasPerSystem, years, effect, confounding, purity = 1, betweenSystems = 0, phi = 0, rate = 1 }: SimulatedPanelOptions): void {
  for (const [name, value, least] of [
    ['systems', systems, 2],
    ['areasPerSystem', areasPerSystem, 1],
    ['years', years, 1],
  ] as const)
    if (!(Number.isInteger(value) && value >= least)) throw new RangeError(`${name} must be a whole number of at least ${least}: ${value}`);
  const within = (name: string, value: number, holds: boolean, range: string) => {
    if (!(holds && Number.isFinite(value))) throw new RangeError(`${name} must be ${range}: ${value}`);
  };
  within('effect', effect, effect > -1, 'a finite number above -1');
  within('confounding', confounding, confounding > -1, 'a finite number above -1');
  within('purity', purity, purity >= 0 && purity <= 1, 'from 0 to 1');
  within('betweenSystems', betweenSystems, betweenSystems >= 0, 'a finite number of at least 0');
  within('phi', phi, phi >= 0, 'a finite number of at least 0');
  within('rate', rate, rate > 0, 'a finite number above 0');
}
