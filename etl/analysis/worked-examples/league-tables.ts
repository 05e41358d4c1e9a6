import { herfindahlIndex } from '../../../stats/concentration.ts';
import { differenceInterval } from '../../../stats/difference.ts';
import { controlLimits, standardErrorAround } from '../../../stats/funnel.ts';
import { normalDeviate } from '../../../stats/normal.ts';
import { byarInterval, exactPoissonInterval } from '../../../stats/poisson.ts';
import { wilsonInterval } from '../../../stats/wilson.ts';
import type { Database } from '../../database.ts';
import { type Example, n } from './example.ts';

/** Examples of the methods that league tables rest on, on rows of the edition. */
export const leagueTableExamples = async (database: Database): Promise<Example[]> => [
  ...(await intervalExamples(database)),
  ...(await yardstickExamples(database)),
  ...(await marketExamples(database)),
];

interface Counts {
  short_name: string;
  system_id: string;
  numerator: number;
  denominator: number;
}

/** The first system of a table by code: any would do, and this one stays the same. */
async function firstOf(database: Database, measure: string, period: string): Promise<{ own: Counts; others: Counts }> {
  const rows = await database.readAll<Counts>(
    `select s.short_name, o.system_id, o.numerator, o.denominator from observation o join system s using (level, system_id)
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
  return { own, others };
}

async function intervalExamples(database: Database): Promise<Example[]> {
  const { own: diabetes } = await firstOf(database, 'qof-dm007', '2018-19');
  const { own: beds } = await firstOf(database, 'bed-days', '2018-19');
  const wilson = wilsonInterval(diabetes.numerator, diabetes.denominator);
  const byar = byarInterval(beds.numerator);
  const exact = exactPoissonInterval(4);
  return [
    {
      topic: 'intervals',
      title: 'a proportion',
      text: `${diabetes.short_name} (${diabetes.system_id}), DM007, 2018-19: x = ${n(diabetes.numerator)} of n = ${n(diabetes.denominator)} patients, ${n((100 * diabetes.numerator) / diabetes.denominator, 2)}%. With z = ${n(normalDeviate(0.95), 6)} the Wilson limits are **${n(100 * wilson.lower, 2)}% to ${n(100 * wilson.upper, 2)}%**.`,
    },
    {
      topic: 'intervals',
      title: 'a rate',
      text: `${beds.short_name} (${beds.system_id}), bed days, 2018-19: ${n(beds.numerator)} bed days of ${n(beds.denominator)} registered people, ${n((1000 * beds.numerator) / beds.denominator, 2)} per 1,000. Byar’s limits of the count are ${n(byar.lower)} to ${n(byar.upper)}, so of the rate **${n((1000 * byar.lower) / beds.denominator, 2)} to ${n((1000 * byar.upper) / beds.denominator, 2)}** per 1,000. Bed days are not independent of each other: the true uncertainty is several times larger.`,
    },
    { topic: 'intervals', title: 'a small count', text: `4 events: the exact Poisson limits are **${n(exact.lower, 3)} to ${n(exact.upper, 3)}** events.` },
  ];
}

async function yardstickExamples(database: Database): Promise<Example[]> {
  const { own, others } = await firstOf(database, 'qof-dm007', '2018-19');
  const estimate = ({ numerator, denominator }: Counts) => ({ value: numerator / denominator, ...wilsonInterval(numerator, denominator) });
  const gap = differenceInterval(estimate(own), estimate(others));
  const target = { value: others.numerator / others.denominator, denominator: others.denominator };
  const error = standardErrorAround(target, own.denominator, 'proportion');
  const limits = controlLimits(target, own.denominator, 'proportion', 0.95);
  const percent = (value: number) => `${n(100 * value, 2)}%`;
  return [
    {
      topic: 'yardsticks',
      title: 'all others, and the gap',
      text: `DM007, 2018-19. ${own.short_name}: ${percent(own.numerator / own.denominator)}. All others taken together: ${n(others.numerator)} of ${n(others.denominator)}, ${percent(target.value)}. Gap: **${n(100 * gap.value, 2)} percentage points (${n(100 * gap.lower, 2)} to ${n(100 * gap.upper, 2)})**.`,
    },
    {
      topic: 'funnel-limits-and-position',
      title: 'limits at one denominator',
      text: `Around ${percent(target.value)}, with n = ${n(own.denominator)} and N = ${n(others.denominator)}, the standard error is ${n(100 * error, 3)} percentage points; the 95% limits are **${percent(limits.lower)} to ${percent(limits.upper)}**, and the score of ${own.short_name} is z = ${n((own.numerator / own.denominator - target.value) / error, 2)}.`,
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
