import type { Measure } from '../../data/measure.ts';
import { yearBefore } from '../../data/periods.ts';
import type { Row } from '../../data/tables.ts';
import { at } from '../../stats/column.ts';
import { differenceInterval } from '../../stats/difference.ts';
import { fewPoints, xmrChart } from '../../stats/xmr.ts';
import { variationOf } from '../../stats/xmr-icons.ts';
import { xmrSignals } from '../../stats/xmr-rules.ts';
import { crossesBreak, type Periods } from './dispersion.ts';
import { groupBy, hasValue, keyOf, type Observation } from './table.ts';

type Change = Row<'change'>;

/** Every observation of a measure against the same system a year before; balance is judged when all measures are known. */
export function changesOf(measure: Measure, observations: readonly Observation[], periods: Periods): Change[] {
  // Without an interval nobody can say whether a change is more than chance.
  if (measure.statistic === 'published') return [];
  const byKey = new Map(observations.map((row) => [keyOf(row), row]));
  const covered = new Set(observations.map(({ period }) => period));
  return observations.flatMap((row) => {
    const known = periods.get(row.period);
    const previous_period = known === undefined ? '' : yearBefore(known);
    if (!covered.has(previous_period)) return [];
    return [changeOf(measure, row, byKey.get(keyOf({ ...row, period: previous_period })), previous_period)];
  });
}

function changeOf(measure: Measure, row: Observation, before: Observation | undefined, previous_period: string): Change {
  const { measure_id, level, system_id, period } = row;
  const base = { measure_id, level, system_id, period, previous_period, balance: null, balance_note: null };
  const without = (reason: string): Change => ({ ...base, change: null, change_lower: null, change_upper: null, direction: null, reason });
  if (crossesBreak(measure, system_id, previous_period, period)) return without('Not compared: the series breaks between the two years.');
  if (!hasValue(row)) return without('There is no value.');
  if (!hasValue(before)) return without('There is no value a year before.');
  const { value, lower, upper } = differenceInterval(row, before);
  return { ...base, change: value, change_lower: lower, change_upper: upper, direction: directionOf(measure, { value, lower, upper }), reason: null };
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
