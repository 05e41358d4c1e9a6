import { beforeAll, describe, expect, it } from 'vitest';
import { dischargeReady } from '../../../../etl/sources/england/discharge-ready.ts';
import { describeWithSharedData } from '../../../support/shared-data.ts';
import { csv, extractFrom, extractPublished, records } from '../extracting.ts';

type Lines = (string | number)[][];

const dischargeColumns = ['date', 'discharged_by_1700', 'discharged_between_1701_2359', 'discharged_total'];
const criteriaColumns = ['date', 'do_not_meet_criteria_to_reside'];
const files = ({ discharges = [], criteria = [], icbCriteria = [] }: { discharges?: Lines; criteria?: Lines; icbCriteria?: Lines }) => ({
  'discharge-ready/england_icb_criteria_to_reside.csv': csv(['icb22_code', ...criteriaColumns], icbCriteria),
  'discharge-ready/england_icb_discharged_patients.csv': csv(['icb22_code', ...dischargeColumns], []),
  'discharge-ready/england_trust_criteria_to_reside.csv': csv(['nhs_trust22_code', ...criteriaColumns], criteria),
  'discharge-ready/england_trust_discharged_patients.csv': csv(['nhs_trust22_code', ...dischargeColumns], discharges),
});
const read = (lines: Parameters<typeof files>[0]) => extractFrom(dischargeReady, files(lines));

describe('discharges', () => {
  it('adds up the days of a month and counts them; a day without a number is in neither', async () => {
    const { figures } = await read({
      discharges: [
        ['RAJ', '2022-04-01', 10, 5, 15],
        ['RAJ', '2022-04-02', 0, 0, 0],
        ['RAJ', '2022-05-01', 'NA', 'NA', 20],
        ['RAJ', '2022-05-02', 'NA', 'NA', 'NA'],
        ['RAJ', '2022-06-01', 'NA', 'NA', 'NA'],
      ],
    });
    expect(figures?.rows).toEqual([
      ['2022-04', 'RAJ', 'discharges', 'days_reported', 2, 'final'],
      ['2022-04', 'RAJ', 'discharges', 'days_zero', 1, 'final'],
      ['2022-04', 'RAJ', 'discharges', 'patients_discharged', 15, 'final'],
      ['2022-05', 'RAJ', 'discharges', 'days_reported', 1, 'final'],
      ['2022-05', 'RAJ', 'discharges', 'days_zero', 0, 'final'],
      ['2022-05', 'RAJ', 'discharges', 'patients_discharged', 20, 'final'],
      ['2022-06', 'RAJ', 'discharges', 'days_reported', 0, 'final'],
      ['2022-06', 'RAJ', 'discharges', 'days_zero', 0, 'final'],
      ['2022-06', 'RAJ', 'discharges', 'patients_discharged', null, 'missing'],
    ]);
  });

  it('patients who need not be in hospital, by trust and by board', async () => {
    const tables = await read({
      criteria: [
        ['RAJ', '2022-04-01', 111],
        ['NA', '2022-04-01', 'NA'],
      ],
      icbCriteria: [['E54000026', '2022-04-01', 111]],
    });
    expect(records(tables.figures).at(-1)).toMatchObject({ topic: 'criteria-to-reside', item: 'not_meeting_criteria_patient_days', value: 111 });
    expect(records(tables['icb-figures']).at(-1)).toMatchObject({ unit_code: 'E54000026', item: 'not_meeting_criteria_patient_days', value: 111 });
  });

  it.each([
    [
      'a day twice',
      {
        criteria: [
          ['RAJ', '2022-04-01', 1],
          ['RAJ', '2022-04-01', 1],
        ],
      },
      'line 3: found unit and day RAJ 2022-04-01 again (first in line 2)',
    ],
    ['a number without organisation', { criteria: [['NA', '2022-04-01', 1]] }, 'line 2, column nhs_trust22_code: found “NA”; expected an NHS trust'],
    [
      'times of day that do not add up',
      { discharges: [['RAJ', '2022-04-01', 10, 5, 16]] },
      'line 2, column discharged_total: found 16; expected 15, the sum of the times of day',
    ],
    ['a marker', { criteria: [['RAJ', '2022-04-01', '*']] }, 'column do_not_meet_criteria_to_reside: found “*”; expected a whole number or NA'],
    ['a day that is none', { criteria: [['RAJ', '2022-04-31', 1]] }, 'line 2, column date: found “2022-04-31”; expected a day of the calendar'],
    ['a board by another code', { icbCriteria: [['QH8', '2022-04-01', 1]] }, 'line 2, column icb22_code: found “QH8”'],
  ])('refuses %s', async (_, lines: Parameters<typeof files>[0], message) => {
    await expect(read(lines)).rejects.toThrow(message);
  });

  it('refuses another header, a file cut short and a file that is not there', async () => {
    const all = files({ criteria: [['RAJ', '2022-04-01', 1]] });
    const name = 'discharge-ready/england_trust_criteria_to_reside.csv';
    await expect(extractFrom(dischargeReady, { ...all, [name]: csv(['org_code', ...criteriaColumns], []) })).rejects.toThrow(
      'line 1, column 1: found “org_code”',
    );
    await expect(extractFrom(dischargeReady, { ...all, [name]: all[name].slice(0, -1) })).rejects.toThrow('last line: found no end of line');
    const { [name]: _, ...others } = all;
    await expect(extractFrom(dischargeReady, others)).rejects.toThrow(`${name}: found no such file`);
  });
});

describeWithSharedData('discharges as published', (data) => {
  let trusts: ReturnType<typeof records> = [];
  let icbs: ReturnType<typeof records> = [];
  beforeAll(async () => {
    const tables = await extractPublished(dischargeReady, data);
    trusts = records(tables.figures);
    icbs = records(tables['icb-figures']);
  }, 120_000);
  const values = (rows: typeof trusts, period: string, unit: string) =>
    Object.fromEntries(rows.filter((row) => row.period === period && row.unit_code === unit).map(({ topic, item, value }) => [`${topic} ${item}`, value]));

  it('has the sums of an independent reading', () => {
    expect([trusts.length, icbs.length]).toEqual([29_394, 10_188]);
    expect(values(trusts, '2022-07', 'RAJ')).toEqual({
      'criteria-to-reside days_reported': 31,
      'criteria-to-reside days_zero': 13,
      'criteria-to-reside not_meeting_criteria_patient_days': 2310,
      'discharges days_reported': 31,
      'discharges days_zero': 16,
      'discharges patients_discharged': 655,
    });
    expect(values(trusts, '2024-05', 'RRK')).toMatchObject({
      'discharges patients_discharged': 1900,
      'criteria-to-reside not_meeting_criteria_patient_days': 9404,
    });
    expect(values(icbs, '2023-01', 'E54000055')).toMatchObject({
      'discharges patients_discharged': 1266,
      'criteria-to-reside not_meeting_criteria_patient_days': 6594,
    });
  });

  it('trusts and boards have the same discharges until August 2023, when one board ends', () => {
    const sum = (rows: typeof trusts, period: string) =>
      rows.filter((row) => row.period === period && row.item === 'patients_discharged').reduce((patients, { value }) => patients + Number(value), 0);
    expect(sum(trusts, '2023-08')).toBe(312_360);
    expect(sum(icbs, '2023-08')).toBe(312_360);
    expect(sum(icbs, '2023-09')).toBe(296_605);
    expect(new Set(icbs.map(({ unit_code }) => unit_code)).size).toBe(42);
    expect(icbs.filter(({ unit_code }) => unit_code === 'E54000056').at(-1)?.period).toBe('2023-08');
  });
});
