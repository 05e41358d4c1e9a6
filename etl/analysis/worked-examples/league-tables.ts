import type { Row } from '../../../data/tables.ts';
import { herfindahlIndex } from '../../../stats/concentration.ts';
import { differenceInterval } from '../../../stats/difference.ts';
import { normalDeviate } from '../../../stats/normal.ts';
import { exactPoissonInterval } from '../../../stats/poisson.ts';
import type { Database } from '../../database.ts';
import { estimate, type MeasuredValue } from '../observe.ts';
import { type Example, n } from './example.ts';

/** Examples of the methods that league tables rest on, on rows of the edition. */
export const leagueTableExamples = async (database: Database): Promise<Example[]> => [
  ...(await intervalExamples(database)),
  ...(await dispersionExamples(database)),
  ...(await yardstickExamples(database)),
  ...(await marketExamples(database)),
];

interface Counts {
  short_name: string;
  system_id: string;
  numerator: number;
  denominator: number;
}

interface FirstSystem {
  own: Counts;
  others: Counts;
  /** Dispersion factor of the measure at this level. */
  phi: number;
}

/** The first system of a table by code: any would do, and this one stays the same. */
async function firstOf(database: Database, measure: string, period: string): Promise<FirstSystem> {
  const rows = await database.readAll<Counts & { phi: number }>(
    `select s.short_name, o.system_id, o.numerator, o.denominator, o.phi from observation o join system s using (level, system_id)
     where o.measure_id = $measure and o.level = 'sub-icb' and o.period = $period and o.value is not null order by o.system_id`,
    { measure, period },
  );
  const [own, ...rest] = rows;
  if (own === undefined) throw new Error(`no rows for a worked example: ${measure} ${period}`);
  const others: Counts = { short_name: 'all others', system_id: '', numerator: 0, denominator: 0 };
  for (const row of rest) {
    others.numerator += row.numerator;
    others.denominator += row.denominator;
  }
  return { own, others, phi: own.phi };
}

const asRate = { statistic: 'rate', multiplier: 1000 } as const;
const asShare = { statistic: 'proportion', multiplier: 100 } as const;

async function intervalExamples(database: Database): Promise<Example[]> {
  const { own: diabetes } = await firstOf(database, 'qof-dm007', '2018-19');
  const { own: beds } = await firstOf(database, 'bed-days', '2018-19');
  const wilson = estimate(asShare, diabetes.numerator, diabetes.denominator, 1);
  const byar = estimate(asRate, beds.numerator, beds.denominator, 1);
  const exact = exactPoissonInterval(4);
  return [
    {
      topic: 'intervals',
      title: 'a proportion, by chance alone',
      text: `${diabetes.short_name} (${diabetes.system_id}), DM007, 2018-19: x = ${n(diabetes.numerator)} of n = ${n(diabetes.denominator)} patients, ${n(wilson.value, 2)}%. With z = ${n(normalDeviate(0.95), 6)} the Wilson limits are **${n(wilson.lower, 2)}% to ${n(wilson.upper, 2)}%**.`,
    },
    {
      topic: 'intervals',
      title: 'a rate, by chance alone',
      text: `${beds.short_name} (${beds.system_id}), bed days, 2018-19: ${n(beds.numerator)} bed days of ${n(beds.denominator)} registered people, ${n(byar.value, 2)} per 1,000. Byar’s limits are **${n(byar.lower, 2)} to ${n(byar.upper, 2)}** per 1,000.`,
    },
    { topic: 'intervals', title: 'a small count', text: `4 events: the exact Poisson limits are **${n(exact.lower, 3)} to ${n(exact.upper, 3)}** events.` },
  ];
}

async function dispersionExamples(database: Database): Promise<Example[]> {
  const { own, phi } = await firstOf(database, 'bed-days', '2018-19');
  const wide = estimate(asRate, own.numerator, own.denominator, phi);
  const [found] = await database.readAll<Row<'dispersion'>>(`select * from dispersion where measure_id = 'bed-days' and level = 'sub-icb'`);
  if (found === undefined) return [];
  return [
    {
      topic: 'dispersion',
      title: 'bed days by location',
      text: `Over ${n(found.changes)} changes of ${n(found.year_pairs)} pairs of years φ = **${n(phi, 1)}** (95% interval ${n(found.phi_lower ?? 1, 0)} to ${n(found.phi_upper ?? 1, 0)}): intervals are ${n(Math.sqrt(phi), 1)} times as wide as those of chance. ${own.short_name} (${own.system_id}), 2018-19: ${n(own.numerator)} bed days count as ${n(own.numerator / phi, 1)}, so that ${n(wide.value, 2)} per 1,000 has the interval **${n(wide.lower, 2)} to ${n(wide.upper, 2)}**.`,
    },
  ];
}

async function yardstickExamples(database: Database): Promise<Example[]> {
  const { own, others, phi } = await firstOf(database, 'qof-dm007', '2018-19');
  const [mine, theirs] = [own, others].map(({ numerator, denominator }) => estimate(asShare, numerator, denominator, phi)) as [MeasuredValue, MeasuredValue];
  const gap = differenceInterval(mine, theirs);
  const share = theirs.value / 100;
  const error = 100 * Math.sqrt(phi * share * (1 - share) * (1 / own.denominator + 1 / others.denominator));
  return [
    {
      topic: 'yardsticks',
      title: 'all others, and the gap',
      text: `DM007, 2018-19. ${own.short_name}: ${n(mine.value, 2)}%. All others taken together: ${n(others.numerator)} of ${n(others.denominator)}, ${n(theirs.value, 2)}%. With φ = ${n(phi, 2)} the gap is **${n(gap.value, 2)} percentage points (${n(gap.lower, 2)} to ${n(gap.upper, 2)})**.`,
    },
    {
      topic: 'funnel-limits-and-position',
      title: 'the score of one system',
      text: `Around ${n(theirs.value, 2)}%, with n = ${n(own.denominator)}, N = ${n(others.denominator)} and φ = ${n(phi, 2)}, the standard error is ${n(error, 3)} percentage points, and the score of ${own.short_name} is **z = ${n((mine.value - theirs.value) / error, 2)}**.`,
    },
  ];
}

async function marketExamples(database: Database): Promise<Example[]> {
  const options = await database.readAll<{ name: string; area_id: string; option_name: string; share: number }>(
    `select a.name, c.area_id, coalesce(c.option_name, c.option_id) as option_name, c.share from choice c join area a using (area_id)
     where c.definition = 'hospital-use-2018' and c.area_id = (select min(area_id) from area_market where definition = 'hospital-use-2018' and market_type = 'limited')
     order by c.share desc, c.option_id`,
  );
  const [first] = options;
  if (first === undefined) return [];
  const top = options.filter(({ share }) => share >= 0.05);
  const hhi = herfindahlIndex(options.map(({ share }) => share)) ?? 0;
  return [
    {
      topic: 'market-types',
      title: 'the HHI of one area',
      text: `${first.name} (${first.area_id}): ${top.map(({ option_name, share }) => `${option_name} ${n(100 * share, 1)}%`).join(', ')}${options.length > top.length ? ` and ${options.length - top.length} more under 5%` : ''}. The sum of squared percentage shares is **${n(hhi)}**, ${n(10_000 / hhi, 2)} equal trusts’ worth.`,
    },
  ];
}
