import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type CaseFigure, defineCase } from '../../data/historic-cases/case.ts';
import { citations } from '../../data/historic-cases/citations.ts';
import { historicCases } from '../../data/historic-cases/registry.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

const figures = new Map(historicCases.flatMap((one) => one.figures.map((figure): [string, CaseFigure] => [`${one.id} ${figure.id}`, figure])));
const figure = (name: string): CaseFigure => {
  const found = figures.get(name);
  if (found === undefined) throw new Error(`no figure ${name}`);
  return found;
};
const number = (name: string) => {
  const { value, of, qualifier, citation } = figure(name);
  return { value, of, qualifier, citation };
};

describe('the figures are those of the papers', () => {
  test.each([
    ['vha-1994-98 bed-days', -50, null, null, 'ashton2003'],
    ['vha-1994-98 urgent-visits', -35, null, null, 'ashton2003'],
    ['vha-1994-98 survival', null, null, null, 'ashton2003'],
    ['vha-1994-98 cohorts', 9, null, 'exactly', 'ashton2003'],
    ['vha-1994-98 people', 342_300, null, null, 'ashton2003'],
    ['vha-1994-98 acute-beds', -55, null, null, 'ham2007'],
    ['nhs-kaiser-medicare-2000-01 nhs-over-kaiser', 3.5, null, null, 'ham2003'],
    ['nhs-kaiser-medicare-2000-01 nhs-over-medicare-california', 2, null, 'almost', 'ham2003'],
    ['nhs-kaiser-medicare-2000-01 nhs-over-medicare-us', 1.5, null, 'more-than', 'ham2003'],
    ['nhs-kaiser-medicare-2000-01 stroke-admissions-medicare', 1.45, null, 'about', 'letter2004'],
    ['nhs-kaiser-medicare-2000-01 stroke-stay-england', 26.9, null, null, 'drfoster2004'],
    ['nhs-kaiser-medicare-2000-01 stroke-stay-us', 6.7, null, null, 'drfoster2004'],
    ['nhs-kaiser-medicare-2000-01 acute-use', 1 / 3, null, null, 'feachem2002'],
    ['nhs-kaiser-medicare-2000-01 cost-nhs', 1161, null, null, 'talbotsmith2004'],
    ['nhs-kaiser-medicare-2000-01 cost-kaiser', 1951, null, null, 'talbotsmith2004'],
    ['vha-quality-1997-2000 better-1997-99', 11, 11, 'exactly', 'jha2003'],
    ['vha-quality-1997-2000 better-2000', 12, 13, 'exactly', 'jha2003'],
    ['vha-quality-1997-2000 at-90', 9, 17, 'exactly', 'jha2003'],
    ['vha-quality-1997-2000 above-70', 13, 17, 'exactly', 'jha2003'],
  ] as const)('%s', (name, value, of, qualifier, citation) => {
    expect(number(name)).toEqual({ value, of, qualifier, citation });
  });

  test('a qualified figure keeps its words', () => {
    expect(figure('nhs-kaiser-medicare-2000-01 nhs-over-medicare-california').asPublished).toBe('almost 2 times');
    expect(figure('vha-1994-98 survival').asPublished).toBe('essentially unchanged');
  });

  test('the corrected costs make the advantage that the critics claim', () => {
    const cost = (who: string): number => figure(`nhs-kaiser-medicare-2000-01 cost-${who}`).value ?? 0;
    expect(Math.round(100 * (1 - cost('nhs') / cost('kaiser')))).toBe(40);
  });

  test('the table of eleven causes is said to be missing, and no cause has a figure', () => {
    const kaiser = historicCases.find(({ id }) => id === 'nhs-kaiser-medicare-2000-01');
    expect(kaiser?.unavailable[0]).toContain('eleven causes');
    expect(kaiser?.figures.filter(({ citation }) => citation === 'ham2003')).toHaveLength(3);
  });
});

describe.each(historicCases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
  it('says how, what it does not say, what is missing, and asks two or three questions', () => {
    for (const part of [one.compared, one.how, one.lessons, one.doesNotSay, one.unavailable, one.today]) expect(part.length).toBeGreaterThan(0);
    expect(one.questions.length).toBeGreaterThanOrEqual(2);
    expect(one.questions.length).toBeLessThanOrEqual(3);
    expect(one.doesNotSay.join(' ')).toMatch(/association is not cause/i);
  });

  it('gives every figure a source of which something was read', () => {
    for (const { citation } of one.figures) expect(citations[citation].verified).toMatch(/read$/);
  });
});

describe('a case is refused', () => {
  const [good] = historicCases;
  if (good === undefined) throw new Error('no case');
  const [first] = good.figures;
  if (first === undefined) throw new Error('no figure');

  test('with a figure named twice', () => {
    expect(() => defineCase({ ...good, figures: [...good.figures, first] })).toThrow('a figure id is repeated');
  });
  test('with a qualifier of nothing', () => {
    expect(() => defineCase({ ...good, figures: [{ ...first, value: null, qualifier: 'about' }, ...good.figures.slice(1)] })).toThrow(
      'a qualifier without a value',
    );
  });
  test('with more counted than there are', () => {
    expect(() => defineCase({ ...good, figures: [{ ...first, value: 12, of: 11 }, ...good.figures.slice(1)] })).toThrow('more than 11');
  });
  test('with a drawing of a figure that is not there', () => {
    expect(() => defineCase({ ...good, figures: good.figures.filter(({ id }) => id !== 'bed-days') })).toThrow('unknown figure: bed-days');
  });
});

describeWithSharedData('against the digest of the literature', (data) => {
  const key = JSON.parse(readFileSync(join(data, '..', 'answer-keys', 'papers', 'literature_claims.json'), 'utf8')) as {
    claims: { id: string; verified: string; figures: Record<string, unknown> }[];
  };
  const claim = (id: string) => {
    const found = key.claims.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no claim ${id}`);
    return found;
  };

  test('what was read of each source is the same', () => {
    for (const [id, { verified }] of Object.entries(citations)) if (id !== 'ham2007') expect(claim(id).verified, id).toBe(verified);
  });

  test('the shares of Asch are the same', () => {
    const published = claim('asch2004').figures as Record<string, number[]>;
    const lines = {
      overall: 'overall_pct',
      chronic: 'chronic_pct',
      preventive: 'preventive_pct',
      measured: 'va_measured_processes_pct',
      'not-measured': 'va_unmeasured_processes_pct',
    };
    for (const [line, name] of Object.entries(lines))
      expect(['vha', 'national'].map((side) => figure(`vha-quality-1997-2000 ${line}-${side}`).value)).toEqual(published[name]);
  });

  test('the ratios of Ham and the changes of Ashton are the same', () => {
    const { figures: ham } = claim('ham2003');
    expect(figure('nhs-kaiser-medicare-2000-01 nhs-over-kaiser').value).toBe(ham.nhs_bed_days_over_kaiser_standardised);
    expect(figure('nhs-kaiser-medicare-2000-01 nhs-over-medicare-california').asPublished).toBe(`${ham.nhs_over_medicare_california_standardised} times`);
    expect(figure('nhs-kaiser-medicare-2000-01 nhs-over-medicare-us').asPublished).toBe(`${ham.nhs_over_medicare_us_standardised} times`);
    const { figures: ashton } = claim('ashton2003');
    expect(figure('vha-1994-98 bed-days').value).toBe(ashton.bed_day_rate_change_pct);
    expect(figure('vha-1994-98 urgent-visits').value).toBe(ashton.urgent_care_visit_change_pct);
    expect(figure('vha-1994-98 people').value).toBe(ashton.beneficiaries);
  });
});
