import { readdirSync, readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { editionById } from '../../data/editions.ts';
import type { Measure } from '../../data/measure.ts';
import { indicatorMeasureId, periodsOf, qofMeasures } from '../../data/measures/qof.ts';
import { diseases, indicators } from '../../data/measures/qof-indicators.ts';
import { measureById, measures } from '../../data/measures/registry.ts';
import { describeWithSharedData } from '../support/shared-data.ts';

const repeated = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);

const plainTexts = (measure: Measure): string => `${measure.plainTitle}. ${measure.plainSentence}`;

// Patients know what a GP is; every other run of capitals is an abbreviation.
const abbreviation = /\b(?!GP\b)[A-Z]{2,}\w*|\b\w*[a-z][A-Z]\w*/;
const jargon =
  /mmol|mmHg|\bregisters?\b|prevalence|denominator|numerator|exception|indicator|hypertension|anticoagulant|antiplatelet|inhibitor|cohort|outcome|commission/i;

describe('every measure', () => {
  it('has an id of its own that is safe in an address', () => {
    expect(repeated(measures.map(({ id }) => id))).toEqual([]);
    for (const { id } of measures) expect(id).toMatch(/^[a-z0-9-]+$/);
  });

  it('has titles of its own, which fit where they are shown', () => {
    for (const key of ['title', 'shortTitle', 'plainTitle', 'plainSentence'] as const) expect(repeated(measures.map((measure) => measure[key]))).toEqual([]);
    expect(measures.filter(({ title }) => title.length > 90).map(({ title }) => title)).toEqual([]);
    expect(measures.filter(({ shortTitle }) => shortTitle.length > 40).map(({ shortTitle }) => shortTitle)).toEqual([]);
  });

  it('leaves no text empty', () => {
    for (const measure of measures) {
      const texts = Object.entries(measure).filter(([, value]) => typeof value === 'string');
      const lists = [
        measure.caveats,
        measure.questions,
        measure.references,
        measure.sources,
        measure.levels,
        [measure.numerator.words, measure.denominator.words],
      ];
      expect(texts.filter(([, text]) => text.trim() === '').map(([key]) => `${measure.id} ${key}`)).toEqual([]);
      for (const list of lists) expect(list.length, measure.id).toBeGreaterThan(0);
      expect(
        lists.flat().filter((text) => text.trim() === ''),
        measure.id,
      ).toEqual([]);
      expect(repeated(measure.caveats), measure.id).toEqual([]);
    }
  });

  it('speaks to patients without abbreviations or jargon', () => {
    const found = measures.flatMap((measure) =>
      [abbreviation.exec(plainTexts(measure)), jargon.exec(plainTexts(measure))].filter((hit) => hit !== null).map((hit) => `${measure.id}: ${hit[0]}`),
    );
    expect(found).toEqual([]);
  });

  it('counts something published', () => {
    for (const { id, statistic, numerator, denominator } of measures) {
      expect(numerator.figures.length, id).toBeGreaterThan(0);
      // A value that is published without its counts has no denominator to name.
      expect(denominator.figures.length === 0, id).toBe(statistic === 'published');
    }
  });

  it('measures the error of nothing but values without counts, and not of a summary in half stars', () => {
    const measured = measures.filter(({ uncertainty }) => uncertainty !== undefined);
    expect(measured.length).toBe(28);
    for (const { id, statistic } of measured) expect(statistic, id).toBe('published');
    expect(measured.map(({ id }) => id)).not.toContain('stars-overall');
  });

  it('ranks nothing that is published without its counts, and says why', () => {
    for (const { id, rankable } of measures.filter(({ statistic }) => statistic === 'published')) expect(rankable, id).toBe(false);
    // The page says “Not ranked” before the reason.
    expect(measures.filter(({ rankableReason }) => rankableReason.startsWith('Not ranked')).map(({ id }) => id)).toEqual([]);
  });

  it('is at levels that its edition has', () => {
    for (const { id, edition, levels } of measures)
      for (const level of levels)
        expect(
          editionById.get(edition)?.levels.map((known) => known.id),
          id,
        ).toContain(level);
  });

  it('is balanced by measures that exist', () => {
    expect(
      measures.flatMap(({ id, balancing }) => balancing.filter(({ measure }) => !measureById.has(measure)).map(({ measure }) => `${id}: ${measure}`)),
    ).toEqual([]);
  });

  it('replaces what it is replaced by', () => {
    const pairs = (from: 'replaces' | 'replacedBy'): string[] =>
      measures.flatMap((measure) => (measure[from] ?? []).map((other) => (from === 'replaces' ? `${other} > ${measure.id}` : `${measure.id} > ${other}`)));
    expect(pairs('replaces').sort()).toEqual(pairs('replacedBy').sort());
    expect(
      pairs('replaces')
        .flatMap((pair) => pair.split(' > '))
        .filter((id) => !measureById.has(id)),
    ).toEqual([]);
  });
});

describe('QOF measures', () => {
  it('belong to a declared disease, and every disease has some', () => {
    expect([...new Set(indicators.map(({ disease }) => disease))].sort()).toEqual(diseases.map(({ sheet }) => sheet).sort());
  });

  it('are one for each indicator and one of exceptions for each disease', () => {
    expect(qofMeasures).toHaveLength(indicators.length + diseases.length);
  });

  it('never overlap in time with the indicator that replaces them', () => {
    const ofCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
    for (const indicator of indicators) {
      for (const code of indicator.replacedBy ?? []) {
        const successor = ofCode.get(code);
        expect(successor && successor.periods[0] > indicator.periods[1], `${indicator.code} and ${code}`).toBe(true);
      }
    }
  });

  it('warn beside the value where most practices are missing', () => {
    expect(measureById.get('qof-hyp006')?.remarks.map(({ systems, periods }) => [...systems, ...periods])).toEqual([
      ['11N', 'QT6', '2018-19'],
      ['D2P2L', 'QUA', '2016-17'],
    ]);
    expect(measureById.get('qof-hyp003')?.remarks).toEqual([]);
  });

  it('show in one example how the table becomes a measure', () => {
    expect(measureById.get(indicatorMeasureId('DM007'))).toMatchObject({
      id: 'qof-dm007',
      title: 'Diabetes: HbA1c 59 mmol/mol or less',
      shortTitle: 'Diabetes: HbA1c 59 or less',
      family: 'diabetes',
      polarity: 'higher-is-better',
      statistic: 'proportion',
      numerator: { figures: [{ source: 'qof-ccg', topic: 'DM007', item: 'numerator' }] },
      denominator: { figures: [{ source: 'qof-ccg', topic: 'DM007', item: 'denominator' }] },
      balancing: [{ measure: 'qof-exceptions-dm', worse: 'higher' }],
      replacedBy: ['qof-dm020'],
      breaks: [{ from: '2016-17', systems: ['01H', '01K', 'QHM', 'QE1'] }],
    });
  });

  it('add up exceptions over denominators and exceptions', () => {
    expect(measureById.get('qof-exceptions-hyp')).toMatchObject({
      polarity: 'no-judgement',
      rankable: false,
      numerator: { figures: ['HYP003', 'HYP006', 'HYP007'].map((topic) => ({ source: 'qof-ccg', topic, item: 'exceptions' })) },
      denominator: {
        figures: ['denominator', 'exceptions'].flatMap((item) => ['HYP003', 'HYP006', 'HYP007'].map((topic) => ({ source: 'qof-ccg', topic, item }))),
      },
    });
  });
});

/** Codes above a block with a numerator and a denominator, read from the header rows of a workbook. */
function codesIn(file: string): string[] {
  const { SheetNames, Sheets } = XLSX.read(readFileSync(file), { dense: true, sheetRows: 16 });
  return SheetNames.flatMap((name) => {
    const sheet = Sheets[name];
    const rows: string[][] = sheet
      ? XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '' }).map((row) => row.map((cell) => String(cell).trim()))
      : [];
    const leaves = rows.find((row) => row.includes('Numerator')) ?? [];
    const codes = rows.find((row) => row.some((cell) => /^[\w\s-]{0,60}\d{3}$/.test(cell) && /[A-Z]\d{3}$/.test(cell))) ?? [];
    const starts = codes.flatMap((cell, column) => (/[A-Z]\d{3}$/.test(cell) ? [{ code: cell.replace(/^.*\s/, '').replace('-', ''), column }] : []));
    return starts.filter(({ column }, index) => leaves.slice(column, starts[index + 1]?.column).includes('Denominator')).map(({ code }) => code);
  });
}

describeWithSharedData('QOF measures and the published workbooks', (data) => {
  it('have the same codes in the same years', () => {
    const folder = `${data}england/qof-ccg/`;
    const published = readdirSync(folder)
      .filter((file) => file.endsWith('.xlsx'))
      .flatMap((file) => codesIn(folder + file).map((code) => `20${file.slice(4, 6)}-${file.slice(6, 8)} ${code}`));
    const declared = indicators.flatMap((indicator) => periodsOf(indicator).map((period) => `${period} ${indicator.code}`));
    expect(declared.sort()).toEqual(published.sort());
    expect(declared).toHaveLength(314);
  }, 60_000);

  it('name systems that exist', () => {
    const lookup = readFileSync(`${data}england/derived/ccg_to_sicbl22.csv`, 'utf8');
    const known = new Set([...lookup.matchAll(/^\w+,(\w+),|,(Q\w\w),E54/gm)].flatMap((match) => match.slice(1)));
    const named = qofMeasures.flatMap(({ breaks, withheld, remarks }) => [...breaks, ...withheld, ...remarks].flatMap(({ systems }) => systems ?? []));
    expect([...new Set(named)].filter((system) => !known.has(system))).toEqual([]);
  });
});
