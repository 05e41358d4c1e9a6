import { exactProportionInterval } from '../../../stats/clopper-pearson.ts';
import { at } from '../../../stats/column.ts';
import { directlyStandardisedRates } from '../../../stats/directly-standardised-rate.ts';
import { gammaUpperTail, normalCdf, normalUpperQuantile, normalUpperTail } from '../../../stats/distributions.ts';
import { expectedCounts, indirectlyStandardisedRatios } from '../../../stats/indirectly-standardised-ratio.ts';
import { lifeExpectancies } from '../../../stats/life-expectancy.ts';
import { meanIntervals } from '../../../stats/mean.ts';
import { patientFlowCompetition } from '../../../stats/patient-flow.ts';
import { ratesOfRepeatEvents } from '../../../stats/repeat-events-rate.ts';
import { wilsonInterval } from '../../../stats/wilson.ts';
import { type Example, known, n, table } from './example.ts';

// England’s published files have no events by age, so these figures are made up, small enough to follow by hand.
const bands = ['under 40', '40 to 74', '75 and over'];
const area = { count: [12, 45, 60], population: [6000, 4000, 1000] };
const standard = [55_000, 36_000, 9000];

/** Examples of distributions, intervals, standardisation, the life table and competition that need no row of the edition. */
export function rateExamples(): Example[] {
  return [distributionExample(), exactExample(), meanExample(), directExample(), repeatExample(), indirectExample(), lifeExample(), flowExample()];
}

const oneArea = [0, 0, 0];
const eachBand = [0, 1, 2];

function directExample(): Example {
  const { value, lower, upper } = directlyStandardisedRates({ area: oneArea, band: eachBand, ...area }, standard, { multiplier: 1000 });
  const events = area.count.reduce((sum, x) => sum + x, 0);
  const people = area.population.reduce((sum, x) => sum + x, 0);
  const rows = bands.map((band, i) => [band, n(area.count[i] ?? 0), n(area.population[i] ?? 0), n(standard[i] ?? 0)]);
  return {
    topic: 'standardised-rates-and-ratios',
    title: 'a directly standardised rate (made-up figures)',
    text: `${table([['age', 'events', 'people', 'standard population'], ...rows])}\n\nThe crude rate is ${n((1000 * events) / people, 2)} per 1,000; this area is older than the standard, and its standardised rate is **${n(known(at(value, 0), 'rate'), 2)} (${n(known(at(lower, 0), 'limit'), 2)} to ${n(known(at(upper, 0), 'limit'), 2)})** per 1,000.`,
  };
}

function repeatExample(): Example {
  // The same events, but in the oldest band 20 people have three each instead of 60 having one.
  const rows = { area: [0, 0, 0, 0], band: [0, 1, 2, 2], events: [1, 1, 1, 3], persons: [12, 45, 0, 20], population: [6000, 4000, 1000, 1000] };
  const { value, lower, upper } = ratesOfRepeatEvents(rows, standard, { multiplier: 1000 });
  return {
    topic: 'standardised-rates-and-ratios',
    title: 'the same events, repeated by fewer people',
    text: `When 20 people aged 75 and over had the 60 events of their age, three each, the rate is the same, ${n(known(at(value, 0), 'rate'), 2)}, but we are less sure of it: **${n(known(at(lower, 0), 'limit'), 2)} to ${n(known(at(upper, 0), 'limit'), 2)}**.`,
  };
}

function indirectExample(): Example {
  const reference = { count: [900, 5200, 4300], population: [600_000, 450_000, 90_000] };
  const expected = expectedCounts({ area: oneArea, band: eachBand, population: area.population }, reference);
  const observed = area.count.reduce((sum, x) => sum + x, 0);
  const { value, lower, upper } = indirectlyStandardisedRatios({ observed: [observed], expected: [at(expected, 0)] }, { referenceValue: 100 });
  return {
    topic: 'standardised-rates-and-ratios',
    title: 'an indirectly standardised ratio (made-up figures)',
    text: `At the reference’s rates of ${reference.count.map((x, i) => n((1000 * x) / (reference.population[i] ?? 1), 2)).join(', ')} per 1,000 the area would have ${n(known(at(expected, 0), 'expected count'), 2)} events; it has ${n(observed)}. The ratio is **${n(known(at(value, 0), 'ratio'), 1)} (${n(known(at(lower, 0), 'limit'), 1)} to ${n(known(at(upper, 0), 'limit'), 1)})**, the reference being 100.`,
  };
}

function lifeExample(): Example {
  const startAges = [0, 40, 60, 80];
  const deaths = [40, 130, 520, 900];
  const population = [52_000, 27_000, 18_000, 6000];
  const result = lifeExpectancies({ area: startAges.map(() => 0), band: startAges.map((_, band) => band), deaths, population }, startAges);
  const rows = startAges.map((age, row) => [
    `${age}${startAges[row + 1] === undefined ? ' and over' : ` to ${(startAges[row + 1] ?? 0) - 1}`}`,
    n(deaths[row] ?? 0),
    n(population[row] ?? 0),
    `${n(known(at(result.value, row), 'expectancy'), 1)} (${n(known(at(result.lower, row), 'limit'), 1)} to ${n(known(at(result.upper, row), 'limit'), 1)})`,
  ]);
  return {
    topic: 'life-expectancy',
    title: 'four bands (made-up figures; real tables have twenty)',
    text: table([['age', 'deaths', 'people', 'life expectancy at the start of the band'], ...rows]),
  };
}

function distributionExample(): Example {
  return {
    topic: 'distributions',
    title: 'tails that keep their digits',
    text: `The deviate that leaves 0.1% above it is **${n(normalUpperQuantile(0.001), 12)}**. At z = 8.5 the lower tail prints as ${normalCdf(8.5)}, so that 1 minus it is ${1 - normalCdf(8.5)}; the upper tail is **${normalUpperTail(8.5).toExponential(12)}**. A Poisson count of mean 1,000,000 is above 1,005,000 with probability ${(1 - gammaUpperTail(1_000_000, 1_005_001)).toExponential(6)}.`,
  };
}

function exactExample(): Example {
  const exact = exactProportionInterval(2, 30);
  const wilson = wilsonInterval(2, 30);
  const shown = ({ lower, upper }: typeof exact) => `${n(100 * lower, 2)}% to ${n(100 * upper, 2)}%`;
  return {
    topic: 'intervals-of-one-unit',
    title: 'exact and score limits',
    text: `2 of 30: exact (Clopper-Pearson) **${shown(exact)}**, score (Wilson) **${shown(wilson)}**. The exact interval is the wider.`,
  };
}

function meanExample(): Example {
  const stays = [1, 2, 2, 3, 5, 8, 13];
  const { mean, lower, upper } = meanIntervals({ value: stays });
  return {
    topic: 'intervals-of-one-unit',
    title: 'a mean',
    text: `Stays of ${stays.join(', ')} days: mean **${n(known(at(mean, 0), 'mean'), 2)} (${n(known(at(lower, 0), 'limit'), 2)} to ${n(known(at(upper, 0), 'limit'), 2)})** days.`,
  };
}

function flowExample(): Example {
  // Made-up flows: two towns, three hospitals.
  const flows = { area: [0, 0, 1, 1, 1], provider: [0, 1, 0, 1, 2], patients: [90, 10, 20, 60, 20] };
  const { areaHhi, loci } = patientFlowCompetition(flows);
  const of = (column: typeof loci, place: number, digits: number) => n(known(at(column, place), 'index'), digits);
  return {
    topic: 'concentration-and-competition',
    title: 'two towns and three hospitals (made-up figures)',
    text: `${table([
      ['town', 'hospital A', 'hospital B', 'hospital C', 'HHI'],
      ['1', '90', '10', '0', of(areaHhi, 0, 0)],
      ['2', '20', '60', '20', of(areaHhi, 1, 0)],
    ])}\n\nLOCI: A **${of(loci, 0, 2)}**, B **${of(loci, 1, 2)}**, C **${of(loci, 2, 2)}**. A has most of its patients where it has hardly a rival.`,
  };
}
