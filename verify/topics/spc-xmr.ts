import { codesOf } from '../../stats/codes.ts';
import { at, type Column } from '../../stats/column.ts';
import { fewPoints, xmrChart } from '../../stats/xmr.ts';
import { type Assurance, assuranceOf, type Polarity, type Variation, variationOf } from '../../stats/xmr-icons.ts';
import { plotTheDotsRules, type XmrSignal, xmrSignals, zone } from '../../stats/xmr-rules.ts';
import { numberList, numbers, stringOf, strings } from '../input.ts';
import { defineTopic, type Json, type JsonObject } from '../runner.ts';

const signalNames: Record<XmrSignal, string> = {
  'common-cause': 'Common Cause',
  'above-limit': 'Above UCL',
  'below-limit': 'Below LCL',
  'rising-trend': '7 Point Trend (Increasing)',
  'falling-trend': '7 Point Trend (Decreasing)',
  'two-in-three-above': '2 in 3 Above CL',
  'two-in-three-below': '2 in 3 Below CL',
  'shift-above': '7 Points Above CL',
  'shift-below': '7 Points Below CL',
};

const variationNames: Record<Variation, string> = {
  'common-cause': 'common_cause',
  improvement: 'special_cause_improvement',
  concern: 'special_cause_concern',
  high: 'special_cause_neutral_high',
  low: 'special_cause_neutral_low',
};

const assuranceNames: Record<Assurance, string> = {
  'consistently-fails': 'consistent_fail',
  'consistently-passes': 'consistent_pass',
  'hit-or-miss': 'inconsistent',
};

const polarities: Record<string, Polarity> = { increase: 'higher-is-better', decrease: 'lower-is-better', neutral: 'no-judgement' };

/** Rows in order of facet and date, each with its stretch: a facet from one rebase date to the next. */
function arranged(input: JsonObject) {
  const value = numbers(input, 'value');
  const date = strings(input, 'date');
  const { codes, labels } = codesOf(input.facet === null || input.facet === undefined ? value.map(() => 'no facet') : strings(input, 'facet'));
  const rebase = input.rebase === null || input.rebase === undefined ? [] : strings(input, 'rebase');
  const order = value.map((_, row) => row).sort((a, b) => (codes[a] ?? 0) - (codes[b] ?? 0) || (date[a] ?? '').localeCompare(date[b] ?? '') || a - b);
  const rows = order.map((row) => {
    const day = date[row] ?? '';
    return { facet: labels[codes[row] ?? 0] ?? '', part: rebase.filter((line) => line <= day).length, date: day, value: value[row] ?? null };
  });
  let last = -1;
  const stretch = rows.map((row, index) => {
    const before = rows[index - 1];
    if (before === undefined || before.facet !== row.facet || before.part !== row.part) last += 1;
    return last;
  });
  return { rows, stretch };
}

export const spcXmr = defineTopic({
  topic: 'spc-xmr',
  run(input) {
    const { rows, stretch } = arranged(input);
    const polarity = polarities[stringOf(input, 'improvement_direction')];
    if (polarity === undefined) throw new RangeError(`input.improvement_direction: expected increase, decrease or neutral: ${input.improvement_direction}`);
    const target = input.target === null || input.target === undefined ? null : (numberList(input, 'target')[0] ?? null);
    const fixAfter = typeof input.fix_after_n_points === 'number' ? input.fix_after_n_points : null;
    const rules = { ...plotTheDotsRules, screenRanges: input.screen_outliers !== false };
    const chart = xmrChart({ value: rows.map((row) => row.value), stretch }, { rules, fixAfter });
    const perRow = (column: Column): Json[] => stretch.map((code) => at(column, code));
    const variation = Array.from(chart.signal, (signal) => variationOf(signal, polarity));
    const codes = [...chart.points.keys()];
    const first = codes.map((code) => rows[stretch.indexOf(code)]);
    const count = (code: number, kind: Variation) => variation.filter((one, row) => one === kind && stretch[row] === code).length;
    const isLast = (code: number) => first[code]?.facet !== first[code + 1]?.facet;
    return {
      date: rows.map((row) => row.date),
      f: rows.map((row) => row.facet),
      rebase_group: rows.map((row) => row.part),
      y: rows.map((row) => row.value),
      mean_col: perRow(chart.centre),
      lpl: perRow(chart.lower),
      upl: perRow(chart.upper),
      outside_limits: Array.from(chart.zone, (code) => code === zone.outside),
      relative_to_mean: [...chart.side],
      close_to_limits: Array.from(chart.zone, (code) => code === zone.near),
      special_cause_type: Array.from(chart.signal, (code) => signalNames[xmrSignals[code] ?? 'common-cause']),
      special_cause_flag: Array.from(chart.signal, (code) => code > 0),
      point_type: variation.map((kind) => variationNames[kind]),
      short_group_warning: stretch.map((code) => (chart.points[code] ?? 0) < fewPoints),
      target: rows.map(() => target),
      summary: {
        f: first.map((row) => row?.facet ?? null),
        rebase_group: first.map((row) => row?.part ?? null),
        mean_col: codes.map((code) => at(chart.centre, code)),
        lpl: codes.map((code) => at(chart.lower, code)),
        upl: codes.map((code) => at(chart.upper, code)),
        n: [...chart.points],
        common_cause: codes.map((code) => count(code, 'common-cause')),
        special_cause_improvement: codes.map((code) => count(code, 'improvement')),
        special_cause_concern: codes.map((code) => count(code, 'concern')),
        variation_type: codes.map((code) => variationNames[variation[stretch.lastIndexOf(code)] ?? 'common-cause']),
        assurance_type: codes.map((code) => {
          const assurance = isLast(code) ? assuranceOf({ lower: at(chart.lower, code), upper: at(chart.upper, code), target }, polarity) : null;
          return assurance === null ? null : assuranceNames[assurance];
        }),
      },
    };
  },
});
