import { describe, expect, it } from 'vitest';
import { walesHealthyr } from '../../../../etl/sources/uk-nations/wales-healthyr.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished } from '../extracting.ts';
import { figuresBy, statusesOf } from './figures-of.ts';

type Row = (string | number)[];
const bedHeader = 'date health_board_code health_board_name specialism daily_beds_available daily_beds_occupied beds_occupancy_rate'.split(' ');
const bed: Row = ['Jan-21', '7A6', 'Aneurin Bevan University Health Board', 'all_specialties', 200.5, 150.375, 75];

const delayHeader = 'lhb22_code lhb22_name date delay_reason delay_count'.split(' ');
const goodDelays: Row[] = [
  ['W11000028', 'Aneurin Bevan University Health Board', '2023-04-01', 'Homeless', 3],
  ['W11000028', 'Aneurin Bevan University Health Board', '2023-04-01', 'Mental Capacity', 4],
];

const waitHeader = 'lhb22_code lhb22_name date pathway_stage waits_over_18_weeks waits_over_53_weeks total_waits'.split(' ');
const stages = [
  'Waiting for new OP appointment',
  '"Waiting for diagnostic or AHP test, intervention or result"',
  'Waiting for follow-up OP appointment or decision (after OP appointment/diagnostic/AHP intervention result) or waiting & stage unknown',
  'Waiting for admitted diagnostic or therapeutic intervention only',
];
const waits = (date: string, code: string, name: string, long: (string | number)[] = [1, 2, 3, 4]): Row[] =>
  stages.map((stage, index) => [code, name, date, stage, 5, long[index] ?? 0, 10]);
const goodWaits = [...waits('2019-04-01', 'W11000028', 'Aneurin Bevan LHB'), ...waits('2019-01-01', 'W11000027', 'Cwm Taf LHB')];

interface Rows {
  beds?: Row[];
  delays?: Row[];
  waiting?: Row[];
  header?: string[];
}
const read = ({ beds = [bed], delays = goodDelays, waiting = goodWaits, header = bedHeader }: Rows = {}) =>
  extractFrom(walesHealthyr, {
    'healthyr/wales_health_board_critical_general_acute_beds.csv': csv(header, beds),
    'healthyr/wales_delayed_discharge_reasons.csv': csv(delayHeader, delays),
    'healthyr/wales_rtt_lhb.csv': csv(waitHeader, waiting),
    'healthyr/wales_hospitals_critical_general_acute_beds.csv': 'not read\n',
  });
const changed = (row: Row | undefined, column: number, value: string | number): Row => (row ?? []).map((cell, place) => (place === column ? value : cell));

describe('tables of Wales tidied by healthyr', () => {
  it('carries beds, and adds delays and waits up under the code of the beds', async () => {
    const { figures, boards } = await read();
    expect([...figuresBy(figures)]).toEqual([
      ['2019-04 7A6 waiting-lists waits', '40 final'],
      ['2019-04 7A6 waiting-lists waits_over_53_weeks', '10 final'],
      ['2021-01 7A6 all-specialties average_available', '200.5 final'],
      ['2021-01 7A6 all-specialties average_occupied', '150.375 final'],
      ['2023-04 7A6 delayed-discharges delays', '7 final'],
    ]);
    expect(boards?.rows.map(([code]) => code)).toEqual(['7A1', '7A2', '7A3', '7A4', '7A5', '7A6', '7A7']);
  });

  it('a sum with an NA is missing, not smaller', async () => {
    const found = figuresBy((await read({ waiting: waits('2019-04-01', 'W11000024', 'Powys Teaching LHB', [1, 'NA', 3, 4]) })).figures);
    expect(found.get('2019-04 7A7 waiting-lists waits_over_53_weeks')).toBe('null missing');
    expect(found.get('2019-04 7A7 waiting-lists waits')).toBe('40 final');
  });

  it('a later month of the same layout is read', async () => {
    const found = figuresBy((await read({ beds: [bed, changed(bed, 0, 'Dec-27')], delays: [changed(goodDelays[0], 2, '2027-01-01')] })).figures);
    expect(found.get('2027-12 7A6 all-specialties average_available')).toBe('200.5 final');
    expect(found.get('2027-01 7A6 delayed-discharges delays')).toBe('3 final');
  });

  it.each<[string, Rows, string]>([
    ['another header', { header: ['month', ...bedHeader.slice(1)] }, 'line 1, column 1: found “month”; expected “date”'],
    ['an unknown month', { beds: [changed(bed, 0, 'January 2021')] }, 'line 2, column date: found “January 2021”; expected a month, such as Jan-21'],
    ['an unknown board', { beds: [changed(bed, 1, '7A8')] }, 'line 2, column health_board_code: found “7A8”'],
    ['another name', { beds: [changed(bed, 2, 'Gwent')] }, 'line 2, column health_board_name: found “Gwent”; expected Aneurin Bevan University Health Board'],
    ['an unknown specialism', { beds: [changed(bed, 3, 'dentistry')] }, 'line 2, column specialism: found “dentistry”'],
    ['a rate that is not the quotient', { beds: [changed(bed, 6, 74)] }, 'line 2, column beds_occupancy_rate: found “74”; expected 75'],
    ['an unknown marker', { beds: [changed(bed, 4, '*')] }, 'line 2, column daily_beds_available: found “*”; expected a number'],
    ['beds twice', { beds: [bed, bed] }, 'line 3: found month, board and specialism 2021-01 7A6 all_specialties again'],
    [
      'a total among the reasons',
      { delays: [changed(goodDelays[0], 3, 'All reasons')] },
      'line 2, column delay_reason: found “All reasons”; expected a single reason',
    ],
    ['an unknown code', { delays: [changed(goodDelays[0], 0, 'W11000099')] }, 'line 2, column lhb22_code: found “W11000099”'],
    [
      'a code with another board’s name',
      { delays: [changed(goodDelays[0], 1, 'Hywel Dda LHB')] },
      'line 2, column lhb22_name: found “Hywel Dda LHB”; expected Aneurin Bevan',
    ],
    ['a lost stage', { waiting: goodWaits.slice(1) }, '7A6 2019-04: found 3 stages; expected 4 stages'],
    ['an unknown stage', { waiting: [changed(goodWaits[0], 3, 'Waiting')] }, 'line 2, column pathway_stage: found “Waiting”'],
    ['more long waits than waits', { waiting: [changed(goodWaits[0], 5, 11)] }, 'line 2, column waits_over_53_weeks: found “11”; expected at most 10'],
  ])('refuses %s', async (_, rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });
});

describeWithSharedData('tables of Wales as published', (data) => {
  it('has the boards, periods and values of the files', { timeout: 60_000 }, async () => {
    const { figures } = await extractPublished(walesHealthyr, data);
    expect(figures?.rows).toHaveLength(4452);
    expect(statusesOf(figures)).toEqual({ final: 4323, missing: 129 });
    const found = figuresBy(figures);
    expect(found.get('2021-01 7A6 all-specialties average_available')).toBe('1835.919998 final');
    expect(found.get('2025-03 7A1 delayed-discharges delays')).toBe('311 final');
    expect(found.get('2025-07 7A4 waiting-lists waits')).toBe('150293 final');
    expect(found.get('2025-07 7A4 waiting-lists waits_over_53_weeks')).toBe('32266 final');
    expect(new Set(figures?.rows.map((row) => row[1])).size).toBe(7);
  });
});
