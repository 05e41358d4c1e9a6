import type { Measure } from '../../data/measure.ts';
import { yearBefore } from '../../data/periods.ts';
import type { Row } from '../../data/tables.ts';
import { at } from '../../stats/column.ts';
import { differenceInterval, type Estimate } from '../../stats/difference.ts';
import { normalDeviate } from '../../stats/normal.ts';
import { changeError } from '../../stats/value-error.ts';
import { fewPoints, xmrChart } from '../../stats/xmr.ts';
import { variationOf } from '../../stats/xmr-icons.ts';
import { xmrSignals } from '../../stats/xmr-rules.ts';
import { crossesBreak, type Periods } from './dispersion.ts';
import { groupBy, hasValue, keyOf, type Observation } from './table.ts';
import { noValueErrors, type ValueErrors } from './value-error.ts';

const deviate = normalDeviate(0.95);

type Change = Row<'change'>;

/** Every observation of a measure against the same system a year before; balance is judged when all measures are known. */
export function changesOf(measure: Measure, observations: readonly Observation[], periods: Periods, errors: ValueErrors = noValueErrors): Change[] {
  const published = measure.statistic === 'published';
  // Without an interval nobody can say whether a change is more than chance.
  if (published && !observations.some(({ lower }) => lower !== null)) return [];
  const byKey = new Map(observations.map((row) => [keyOf(row), row]));
  const covered = new Set(observations.map(({ period }) => period));
  return observations.flatMap((row) => {
    const known = periods.get(row.period);
    const previous_period = known === undefined ? '' : yearBefore(known);
    if (!covered.has(previous_period)) return [];
    // Half of all contracts have no value in a year, and the observation says why.
    if (published && row.value === null) return [];
    return [changeOf(measure, { row, before: byKey.get(keyOf({ ...row, period: previous_period })), previous_period }, errors)];
  });
}

interface TwoYears {
  row: Observation;
  before: Observation | undefined;
  previous_period: string;
}

function changeOf(measure: Measure, { row, before, previous_period }: TwoYears, errors: ValueErrors): Change {
  const { measure_id, level, system_id, period } = row;
  const base = { measure_id, level, system_id, period, previous_period, balance: null, balance_note: null };
  const without = (reason: string): Change => ({ ...base, change: null, change_lower: null, change_upper: null, direction: null, reason });
  if (crossesBreak(measure, system_id, previous_period, period)) return without('Not compared: the series breaks between the two years.');
  if (errors.repeated.has(`${measure_id}/${level}/${period}`)) return without('Not compared: the values of the year before were published again.');
  if (row.value === null) return without('There is no value.');
  if (before === undefined || before.value === null) return without('There is no value a year before.');
  const found = differenceOf(row, before, errors.errors.get(`${measure_id}/${level}/${system_id}`));
  if (found === null) return without('The error of the values is not known.');
  const { value, lower, upper } = found;
  return { ...base, change: value, change_lower: lower, change_upper: upper, direction: directionOf(measure, { value, lower, upper }), reason: null };
}

/** A change with its interval: from the limits of both values, or from the error that both have. */
function differenceOf(row: Observation, before: Observation, error: number | undefined): Estimate | null {
  if (hasValue(row) && hasValue(before)) return differenceInterval(row, before);
  if (error === undefined || row.value === null || before.value === null) return null;
  const value = row.value - before.value;
  const reach = deviate * changeError(error);
  // Whole points: a change of just the size that the interval holds is held, whatever the last binary digit.
  const settled = (limit: number): number => (Math.abs(limit) < 1e-9 ? 0 : limit);
  return { value, lower: settled(value - reach), upper: settled(value + reach) };
}

/** What a change is called: a direction only where its interval does not hold zero. */
export function directionOf({ polarity }: Pick<Measure, 'polarity'>, change: { value: number; lower: number; upper: number }): string {
  if (change.lower <= 0 && change.upper >= 0) return 'no-clear-change';
  if (polarity === 'no-judgement') return change.value > 0 ? 'rose' : 'fell';
  return change.value > 0 === (polarity === 'higher-is-better') ? 'improved' : 'worsened';
}

/**
 * Judges every improvement by its balancing measures of the same system and year: qualified when one of them got worse
 * beyond its limits, unclear when none did but one cannot be told, otherwise unqualified. Changes that are no clear
 * improvement are left as they are.
 */
export function judgeBalance(measures: ReadonlyMap<string, Measure>, changes: readonly Change[]): Change[] {
  const byKey = new Map(changes.map((row) => [`${row.measure_id}/${keyOf(row)}`, row]));
  return changes.map((row) => {
    const balancing = measures.get(row.measure_id)?.balancing ?? [];
    if (row.direction !== 'improved' || balancing.length === 0) return row;
    const partners = balancing.map(({ measure, worse }) => ({
      title: measures.get(measure)?.shortTitle ?? measure,
      worse,
      row: byKey.get(`${measure}/${keyOf(row)}`),
    }));
    const gotWorse = partners.filter(({ row: partner, worse }) => isWorse(partner, worse));
    const unknown = partners.filter(({ row: partner }) => partner?.change == null);
    const named = (list: typeof partners) => list.map(({ title }) => title).join(', ');
    if (gotWorse.length > 0) return { ...row, balance: 'qualified', balance_note: `Got worse: ${named(gotWorse)}.` };
    if (unknown.length > 0) return { ...row, balance: 'unclear', balance_note: `Cannot be compared with the year before: ${named(unknown)}.` };
    return { ...row, balance: 'unqualified', balance_note: `Did not get worse beyond its limits: ${named(partners)}.` };
  });
}

const isWorse = (change: Change | undefined, worse: 'higher' | 'lower'): boolean =>
  change?.change_lower != null && change.change_upper != null && (worse === 'higher' ? change.change_lower > 0 : change.change_upper < 0);

/** What process-behaviour charts say of long series: one row a system whose stretch since its last break has points enough. */
export function trendsOf(measure: Measure, observations: readonly Observation[]): Row<'trend'>[] {
  return [...groupBy(observations, ({ level, system_id }) => `${level}/${system_id}`).values()].flatMap((rows) => {
    const series = rows.filter((row): row is Observation & { value: number } => row.value !== null).sort((a, b) => (a.period < b.period ? -1 : 1));
    const last = series.at(-1);
    if (last === undefined) return [];
    const stretch = series.filter((row) => !crossesBreak(measure, row.system_id, row.period, last.period));
    if (stretch.length < fewPoints) return [];
    const chart = xmrChart({ value: stretch.map(({ value }) => value) });
    const [centre, lower, upper] = [at(chart.centre, 0), at(chart.lower, 0), at(chart.upper, 0)];
    if (centre === null || lower === null || upper === null) return [];
    const signal = chart.signal[stretch.length - 1] ?? 0;
    const { measure_id, level, system_id, period } = last;
    return [
      {
        measure_id,
        level,
        system_id,
        period,
        points: stretch.length,
        centre,
        limit_lower: lower,
        limit_upper: upper,
        variation: variationOf(signal, measure.polarity),
        rule: signal === 0 ? null : (xmrSignals[signal] ?? null),
      },
    ];
  });
}
