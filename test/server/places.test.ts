import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { findPlace, mostPlaces, type PlaceAnswer } from '../../server/places/find-place.ts';
import { placeNamesOf } from '../../server/places/place-names.ts';
import type { PostcodeLookup } from '../../server/places/postcodes.ts';
import type { Release } from '../../server/release-files.ts';
import { openReleases, type Releases } from '../../server/releases.ts';
import { englandRelease } from '../support/england-release.ts';
import { type AreaLine, inService, releaseWithAreas } from '../support/places-release.ts';

const idsOf = (answer: PlaceAnswer): string[] =>
  answer.kind === 'one' ? [answer.place.area_id] : answer.kind === 'several' ? answer.places.map(({ area_id }) => area_id) : [];
const takenFor = (answer: PlaceAnswer) => ('takenFor' in answer ? answer.takenFor : null);

const numbered = (from: number, count: number, name: string, district: string, ...others: string[]): AreaLine[] =>
  Array.from({ length: count }, (_, i) => [`E02${String(from + i).padStart(6, '0')}`, `${name} ${String(i + 1).padStart(3, '0')}`, district, ...others]);

const english: readonly AreaLine[] = [
  ...numbered(1, 3, 'Kingston upon Hull', 'Kingston upon Hull, City of', 'town: Hull', 'region: Yorkshire and The Humber'),
  ['E02000010', 'East Riding of Yorkshire 001', 'East Riding of Yorkshire', 'town: Hull', 'practice: Hull Road Surgery', 'region: Yorkshire and The Humber'],
  ['E02000020', 'Westminster 001', 'Westminster', 'constituency: Cities of London and Westminster', 'county: Inner London', 'region: London'],
  ['E02000021', 'City of London 001', 'City of London', 'constituency: Cities of London and Westminster', 'county: Inner London', 'region: London'],
  ...numbered(100, 45, 'Barnet', 'Barnet', 'county: Outer London', 'region: London'),
  ['E02000200', 'Scarborough 001', 'Scarborough', 'town: Whitby', 'practice: Whitby Group Practice', 'constituency: Scarborough and Whitby'],
  ['E02000201', 'Scarborough 002', 'Scarborough', 'town: Scarborough', 'constituency: Scarborough and Whitby'],
  ['E02000202', 'Scarborough 003', 'Scarborough', 'town: Filey', 'near: Whitby Group Practice', 'near: Zebedee Surgery'],
];

describe('in England', () => {
  let release: Release;
  let close: () => void;
  beforeAll(async () => {
    ({ release, close } = await releaseWithAreas('england', english));
  });
  afterAll(() => close());
  const find = (question: string, lookup: PostcodeLookup | null = null) => findPlace(question, release, lookup);
  const hull = ['E02000001', 'E02000002', 'E02000003'];

  test.each([
    ['a code, in any case, with blanks', '  e02000200 ', ['E02000200']],
    ['a district in full', 'Kingston upon Hull, City of', hull],
    ['a word of a district before a town of that name elsewhere', 'hull', hull],
    ['an area by its number without zeros', 'hull 2', ['E02000002']],
    ['a word that need not match', 'City of Westminster', ['E02000020']],
    ['the sort that tells two names apart', 'city of london', ['E02000021']],
    ['an everyday name', 'Central London', ['E02000021', 'E02000020']],
    ['a practice', 'whitby group practice', ['E02000200']],
    ['a town before a constituency with its name', 'Whitby', ['E02000200']],
    ['words of two names', 'hull road yorkshire', ['E02000010']],
    ['the beginning of a word', 'westmin', ['E02000020']],
    ['a whole district, however many areas', 'barnet', numbered(100, 45, '', '').map(([id]) => id)],
  ])('%s: %s', async (_what, question, expected) => {
    expect(idsOf(await find(question))).toEqual(expected);
  });

  test('many areas of several districts: which district first, and the same question within it', async () => {
    const answer = await find('London');
    expect(answer).toEqual({
      kind: 'districts',
      districts: [
        { name: 'Barnet', areas: 45 },
        { name: 'City of London', areas: 1 },
        { name: 'Westminster', areas: 1 },
      ],
      found: 3,
      takenFor: [],
    });
    expect(idsOf(await findPlace('London', release, null, { district: 'westminster' }))).toEqual(['E02000020']);
    expect(idsOf(await findPlace('London', release, null, { district: 'Barnet' }))).toHaveLength(45);
  });

  test.each([
    ['Westminister', [{ asked: 'westminister', words: ['westminster'] }], ['E02000020']],
    ['Kingston uppon Hull', [], hull],
    ['Scarbrough', [{ asked: 'scarbrough', words: ['scarborough'] }], ['E02000200', 'E02000201', 'E02000202']],
  ])('slips of the keyboard: %s', async (question, taken, expected) => {
    const answer = await find(question);
    expect(idsOf(answer)).toEqual(expected);
    if (taken.length > 0) expect(takenFor(answer)).toEqual(taken);
  });

  test('what is nothing', async () => {
    for (const question of ['', '   ', '?', 'zzzzqqqq', 'E02999999', 'x']) expect(await find(question), question).toEqual({ kind: 'none' });
  });

  test('hints: constituency, town and practices, those asked for first, and nothing that the name says', async () => {
    const [whitby, hullOne] = await Promise.all([find('whitby group practice'), find('E02000001')]);
    expect(whitby).toMatchObject({ place: { hints: ['Whitby Group Practice', 'Whitby', 'Scarborough and Whitby'] } });
    expect(hullOne).toMatchObject({ place: { hints: [] } });
  });

  test('practices near an area in which none stands: told, and no name to find it by', async () => {
    expect(await find('filey')).toMatchObject({ place: { area_id: 'E02000202', hints: ['Filey'], near: ['Whitby Group Practice', 'Zebedee Surgery'] } });
    expect(idsOf(await find('whitby group practice'))).toEqual(['E02000200']);
    for (const question of ['Zebedee Surgery', 'zebedee', 'zebedee filey', 'zebbedee']) expect(await find(question), question).toEqual({ kind: 'none' });
    expect(await find('whitby group practice')).toMatchObject({ place: { near: [] } });
  });

  test('postcodes', async () => {
    const lookup: PostcodeLookup = {
      areasOf: (code) => ({ HU12AA: ['E02000001'], HU12AB: ['E02999999'], HU12AC: ['E02000001', 'E02000010'] })[code] ?? [],
    };
    expect(await find('hu1 2aa')).toEqual({ kind: 'code-unknown', code: 'postcode' });
    expect(idsOf(await find('hu1 2aa', lookup))).toEqual(['E02000001']);
    expect(idsOf(await find('HU12AC', lookup))).toEqual(['E02000001', 'E02000010']);
    for (const question of ['HU1', 'hu1 2', 'SW1A', 'HU1 2AB', 'HU1 2ZZ'])
      expect(await find(question, lookup), question).toEqual({ kind: 'code-unknown', code: 'postcode' });
  });

  test('any text has an answer', async () => {
    const kinds = new Set(['none', 'code-unknown', 'one', 'several', 'districts']);
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc.array(fc.constantFrom('hull', 'london', 'city', 'of', "'", '%', '\0', 'E02', '—'), { maxLength: 9 }).map((words) => words.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (question) => {
        const answer = await find(question);
        expect(kinds.has(answer.kind)).toBe(true);
        if (answer.kind === 'several') expect(answer.places.length).toBeGreaterThan(1);
      }),
      { numRuns: 60, seed: 25 },
    );
  });
});

const american: readonly AreaLine[] = [
  ['06037', 'Los Angeles', 'California', 'town: Burbank'],
  ['06059', 'Orange', 'California'],
  ['12095', 'Orange', 'Florida', 'town: Orlando'],
  ['24005', 'Baltimore', 'Maryland', 'town: Towson'],
  ['24510', 'Baltimore City', 'Maryland'],
  ['29189', 'St. Louis', 'Missouri'],
  ['29510', 'St. Louis City', 'Missouri', 'town: Saint Louis'],
  ['22071', 'Orleans', 'Louisiana', 'town: New Orleans'],
  ['36073', 'Orleans', 'New York'],
  ['36061', 'New York', 'New York'],
  ['19103', 'Johnson', 'Iowa', 'town: Iowa City'],
  ['19193', 'Woodbury', 'Iowa', 'town: Sioux City'],
  ['18097', 'Marion', 'Indiana'],
  ['41047', 'Marion', 'Oregon'],
];

describe('in the United States', () => {
  let release: Release;
  let close: () => void;
  beforeAll(async () => {
    ({ release, close } = await releaseWithAreas('usa', american));
  });
  afterAll(() => close());
  const find = (question: string, lookup: PostcodeLookup | null = null) => findPlace(question, release, lookup);

  test.each([
    ['06037', ['06037']],
    ['Los Angeles County', ['06037']],
    ['Los Angeles, CA', ['06037']],
    ['los angeles california', ['06037']],
    ['Los Angles', ['06037']],
    ['Orange', ['06059', '12095']],
    ['orange county fl', ['12095']],
    ['marion, in', ['18097']],
    ['Baltimore', ['24510', '24005']],
    ['Baltimore County', ['24005']],
    ['baltimore city', ['24510']],
    ['St. Louis city', ['29510']],
    ['saint louis', ['29510', '29189']],
    ['orleans parish', ['22071']],
    ['manhattan', ['36061']],
    ['iowa city', ['19103']],
    ['new york', ['36061', '36073']],
  ])('%s', async (question, expected) => {
    expect(idsOf(await find(question)).sort()).toEqual([...expected].sort());
  });

  test('an area whose own name was said goes before the others of the state', async () => {
    expect(idsOf(await find('new york'))[0]).toBe('36061');
  });

  test('a ZIP code may lie in several counties, and may be the code of another', async () => {
    const lookup: PostcodeLookup = { areasOf: (code) => ({ '90012': ['06037'], '63101': ['29510', '29189'], '06037': ['36061'] })[code] ?? [] };
    expect(await find('90012')).toEqual({ kind: 'code-unknown', code: 'zip' });
    expect(idsOf(await find('90012-1234', lookup))).toEqual(['06037']);
    expect(idsOf(await find('63101', lookup))).toEqual(['29510', '29189']);
    expect(idsOf(await find('06037', lookup))).toEqual(['06037', '36061']);
  });
});

describe('in the whole of England', () => {
  let releases: Releases;
  let release: Release;
  beforeAll(async () => {
    releases = await openReleases(await englandRelease(), { log: () => {}, pollMilliseconds: 3_600_000 });
    release = await inService(releases, 'england');
  }, 300_000);
  afterAll(() => releases.close());

  it('finds every area by its code, and by its name with its district', async () => {
    const { positions, areas } = await placeNamesOf(release);
    expect(positions.size).toBe(6_791);
    const lost: string[] = [];
    for (const { area_id, name, district } of areas) {
      const byCode = await findPlace(area_id, release, null);
      const byName = await findPlace(`${name}, ${district}`, release, null);
      if (idsOf(byCode)[0] !== area_id || !idsOf(byName).includes(area_id)) lost.push(name);
    }
    expect(lost).toEqual([]);
  }, 120_000);

  test.each([
    ['Westminster', 24],
    ['Hull', 32],
    ['Manchester', 57],
    ['Birmingham', 132],
    ['City of London', 1],
    ['Whitby', 4],
  ])('%s: %i areas', async (question, areas) => {
    expect(idsOf(await findPlace(question, release, null))).toHaveLength(areas);
  });

  it('tells nearly every area by a practice: one that stands in it or, where none does, up to two near it', async () => {
    const { areas, names, namesOf, nearOf } = await placeNamesOf(release);
    const told = areas.map((_, position) => ({
      standing: namesOf[position]?.some((index) => names[index]?.kind === 'practice') === true,
      near: nearOf[position]?.length ?? 0,
    }));
    expect(told.filter(({ standing }) => standing).length).toBe(4_093);
    expect(told.filter(({ standing, near }) => standing && near > 0)).toEqual([]);
    const without = told.filter(({ standing }) => !standing);
    expect([0, 1, 2, 3].map((count) => without.filter(({ near }) => near === count).length)).toEqual([117, 144, 2_437, 0]);
  });

  it('asks for the borough of London first, and takes central London for Inner London', async () => {
    expect(await findPlace('London', release, null)).toMatchObject({ kind: 'districts', found: 33 });
    expect(await findPlace('central london', release, null)).toMatchObject({ kind: 'districts', found: 14 });
  });

  it('offers no more than it says', async () => {
    const answer = await findPlace('newcastle', release, null);
    expect(answer.kind === 'several' ? answer.places.length : 0).toBeLessThanOrEqual(mostPlaces);
    expect(answer).toMatchObject({ districts: [{ name: 'Newcastle upon Tyne' }, { name: 'Newcastle-under-Lyme' }].reverse() });
  });
});
