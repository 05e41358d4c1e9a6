import { describe, expect, test } from 'vitest';
import { askedWords, type Entry, entryText, matchesOf } from '../../server/pages/search-match.ts';
import { wordsOf } from '../../server/words.ts';

const entry = (title: string, ...others: [text: string, label: string][]): Entry => ({
  edition: 'england',
  kind: 'system',
  id: title,
  level: 'icb',
  title,
  detail: null,
  href: '/',
  texts: [entryText(title, 1), ...others.map(([text, label]) => entryText(text, 0.8, label))],
});

const entries = [
  entry('Greater Glasgow and Clyde', ['S08000031', 'Code S08000031']),
  entry('Hull', ['NHS Hull CCG', 'Formerly NHS Hull CCG']),
  entry('Hullavington'),
  entry('Morecambe Bay', ['NHS Cumbria CCG', 'Formerly NHS Cumbria CCG']),
  entry('King’s Lynn & Wisbech'),
  entry('Ynys Môn'),
  entry('NHS'),
];
const found = (question: string): string[] => matchesOf(entries, askedWords(question)).map(({ entry: one }) => one.title);

describe('a search forgives', () => {
  test.each([
    ['capitals', 'GREATER GLASGOW', ['Greater Glasgow and Clyde']],
    ['the order of words', 'clyde glasgow', ['Greater Glasgow and Clyde']],
    ['words cut short', 'grea glas', ['Greater Glasgow and Clyde']],
    ['a sign for a word', 'Glasgow & Clyde', ['Greater Glasgow and Clyde']],
    ['accents left out', 'ynys mon', ['Ynys Môn']],
    ['accents put in', 'Hüll', ['Hull', 'Hullavington']],
    ['apostrophes of either kind, or none', "king's lynn", ['King’s Lynn & Wisbech']],
    ['apostrophes left out', 'kings lynn wisbech', ['King’s Lynn & Wisbech']],
    ['other punctuation', '(Hull), C.C.G.', []],
    ['words that most names have', 'NHS Greater Glasgow', ['Greater Glasgow and Clyde']],
    ['a sort of organisation in full', 'Hull Clinical Commissioning Group', ['Hull']],
    ['a repeated word', 'hull hull ccg', ['Hull']],
  ])('%s: %s', (_what, question, expected) => {
    expect(found(question)).toEqual(expected);
  });
});

test('every other word must be found', () => {
  expect(found('glasgow cumbria')).toEqual([]);
  expect(found('???')).toEqual([]);
  expect(found('')).toEqual([]);
});

test('a common word alone is looked for like any other', () => {
  expect(found('nhs')).toContain('Hull');
  expect(found('nhs')[0]).toBe('NHS');
});

test('the whole name comes before the beginning of a longer one', () => {
  expect(found('hull')).toEqual(['Hull', 'Hullavington']);
});

test('what was found is said where the title does not show it', () => {
  const [bay] = matchesOf(entries, askedWords('cumbria'));
  expect(bay?.matched).toBe('Formerly NHS Cumbria CCG');
  expect(matchesOf(entries, askedWords('hull'))[0]?.matched).toBeNull();
});

test('letters and digits are words; everything else parts them', () => {
  expect(wordsOf('St. Helen’s & Knowsley (NHS-01X)')).toEqual(['st', 'helens', 'and', 'knowsley', 'nhs', '01x']);
  expect(wordsOf('<script>alert(1)</script>')).toEqual(['script', 'alert', '1', 'script']);
});

test('short forms stand for their words', () => {
  expect(matchesOf([entry('Veterans Health Administration')], askedWords('VHA'))).toHaveLength(1);
});
