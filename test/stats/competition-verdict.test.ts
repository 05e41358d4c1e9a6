import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompetitionEvidence, competitionVerdict, competitionVerdicts } from '../../stats/competition-verdict.ts';
import type { Polarity } from '../../stats/xmr-icons.ts';

/** Bed days 15% lower where there is choice, found by both tests under most definitions. */
const clear: CompetitionEvidence = {
  detectable: 9,
  margin: 10,
  shareOutside: 0.05,
  contrast: { estimate: -15, lower: -21, upper: -9 },
  permutationProbability: 0.001,
  robust: true,
  polarity: 'lower-is-better',
};
const higher = { estimate: 15, lower: 9, upper: 21 };

describe('the verdict on choice', () => {
  test.each<[string, Partial<CompetitionEvidence>, string | null, string]>([
    ['1: no overlap, whatever else is known', { shareOutside: 0.21 }, 'not comparable (no overlap)', 'no overlap'],
    ['1: no overlap, even without an estimate', { shareOutside: 1, contrast: null }, 'not comparable (no overlap)', 'no overlap'],
    ['1: exactly a fifth outside is allowed', { shareOutside: 0.2 }, 'better where there is choice', 'robust difference'],
    ['2: no interval', { contrast: null }, 'too few areas to tell', 'not estimated'],
    ['2: no detectable difference', { detectable: null }, 'too few areas to tell', 'not estimated'],
    ['2: overlap not known', { shareOutside: null }, 'too few areas to tell', 'not estimated'],
    ['3: within the margin', { contrast: { estimate: 1, lower: -8, upper: 10 } }, 'no difference larger than the declared margin', 'within margin'],
    [
      '3: sure, but too small to matter',
      { contrast: { estimate: -3, lower: -5, upper: -1 } },
      'no difference larger than the declared margin',
      'within margin',
    ],
    ['4: could not have been found', { detectable: 15, contrast: { estimate: -4, lower: -15, upper: 7 } }, 'too few areas to tell', 'not detectable'],
    ['5: could have been found, and was not ruled out', { contrast: { estimate: -5, lower: -11, upper: 1 } }, 'too few areas to tell', 'inconclusive'],
    ['5: an interval that touches zero holds it', { contrast: { estimate: -11, lower: -22, upper: 0 } }, 'too few areas to tell', 'inconclusive'],
    ['6: shuffled labels do as well', { permutationProbability: 0.06 }, 'too few areas to tell', 'tests disagree'],
    ['6: labels cannot be shuffled', { permutationProbability: null }, 'too few areas to tell', 'tests disagree'],
    ['6: q counts instead of p', { q: 0.2 }, 'too few areas to tell', 'tests disagree'],
    ['6: q counts though p is not known', { q: 0.05, permutationProbability: null }, 'better where there is choice', 'robust difference'],
    ['7: other definitions say otherwise', { robust: false }, 'depends on the definition of a competitive area', 'not robust'],
    ['7: also without judgement', { robust: false, polarity: 'no-judgement' }, 'depends on the definition of a competitive area', 'not robust'],
    ['8: no judgement', { polarity: 'no-judgement' }, null, 'no judgement'],
    ['9: lower is better and lower', {}, 'better where there is choice', 'robust difference'],
    ['9: higher is better and higher', { polarity: 'higher-is-better', contrast: higher }, 'better where there is choice', 'robust difference'],
    ['10: lower is better and higher', { contrast: higher }, 'better where there is one system', 'robust difference'],
    ['10: higher is better and lower', { polarity: 'higher-is-better' }, 'better where there is one system', 'robust difference'],
    ['a difference found by luck beyond what was detectable is still found', { detectable: 30 }, 'better where there is choice', 'robust difference'],
  ])('rule %s', (_, change, verdict, reason) => {
    expect(competitionVerdict({ ...clear, ...change })).toMatchObject({ verdict, reason });
  });

  test('the direction is that of the estimate, whichever is better', () => {
    expect(competitionVerdict(clear).direction).toBe('lower');
    expect(competitionVerdict({ ...clear, polarity: 'no-judgement', contrast: higher }).direction).toBe('higher');
    expect(competitionVerdict({ ...clear, contrast: null }).direction).toBeNull();
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.double({ min: 0.01, max: 50, noNaN: true });
const contrast = fc
  .tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true }))
  .map(([estimate, below, above]) => ({ estimate, lower: estimate - below, upper: estimate + above }));
const evidence = fc.record({
  detectable: fc.option(size, { freq: 8 }),
  margin: size,
  shareOutside: fc.option(fc.oneof(share, fc.constant(0.1)), { freq: 8 }),
  contrast: fc.option(contrast, { freq: 8 }),
  permutationProbability: fc.option(fc.oneof(share, fc.constant(0.01)), { freq: 8 }),
  q: fc.option(fc.oneof(share, fc.constant(0.02))),
  robust: fc.boolean(),
  polarity: fc.constantFrom<Polarity[]>('lower-is-better', 'higher-is-better', 'no-judgement'),
});
const better = (verdict: string | null) => verdict?.startsWith('better') ?? false;

describe('whatever is known', () => {
  test('there is exactly one verdict of the list, or none for want of judgement; better is earned by every test', () => {
    fc.assert(
      fc.property(evidence, (known) => {
        const { verdict, reason } = competitionVerdict(known);
        if (verdict === null) expect([reason, known.polarity]).toEqual(['no judgement', 'no-judgement']);
        else expect(competitionVerdicts).toContain(verdict);
        if (better(verdict) || verdict === null) {
          expect(known.robust && (known.q ?? known.permutationProbability ?? 1) <= 0.05 && (known.shareOutside ?? 1) <= 0.2).toBe(true);
          expect((known.contrast?.lower ?? 0) > 0 || (known.contrast?.upper ?? 0) < 0).toBe(true);
        }
        if (known.polarity === 'no-judgement') expect(better(verdict)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('an interval that holds zero never ends in better, and shrunk far enough it ends within the margin', () => {
    fc.assert(
      fc.property(evidence, fc.double({ min: 0, max: 1, noNaN: true }), (known, by) => {
        const { lower = -1, upper = 1 } = known.contrast ?? {};
        const held = { estimate: 0, lower: Math.min(lower, 0), upper: Math.max(upper, 0) };
        const shrunk = { estimate: 0, lower: by * held.lower, upper: by * held.upper };
        for (const one of [held, shrunk]) {
          const { verdict } = competitionVerdict({ ...known, contrast: one });
          expect(better(verdict) || verdict === null).toBe(false);
        }
        const { reason } = competitionVerdict({ ...known, shareOutside: 0, detectable: 1, contrast: { estimate: 0, lower: -1e-9, upper: 1e-9 } });
        expect(reason).toBe('within margin');
      }),
      { numRuns: 1000 },
    );
  });

  test('mirroring the estimate swaps the two sides and changes nothing else', () => {
    fc.assert(
      fc.property(evidence, (known) => {
        const mirrored = known.contrast && { estimate: -known.contrast.estimate, lower: -known.contrast.upper, upper: -known.contrast.lower };
        const [one, other] = [competitionVerdict(known), competitionVerdict({ ...known, contrast: mirrored })];
        expect(other.reason).toBe(one.reason);
        if (better(one.verdict)) expect(better(other.verdict) && other.verdict !== one.verdict).toBe(true);
        else expect(other.verdict).toBe(one.verdict);
      }),
    );
  });
});

describe('refusals', () => {
  test.each<[Partial<CompetitionEvidence>, string]>([
    [{ margin: 0 }, 'margin must be a finite number above 0: 0'],
    [{ detectable: -1 }, 'detectable difference must be a finite number above 0: -1'],
    [{ shareOutside: 1.5 }, 'share outside must be within 0 to 1: 1.5'],
    [{ permutationProbability: Number.NaN }, 'permutation probability must be within 0 to 1: NaN'],
    [{ q: 5 }, 'q must be within 0 to 1: 5'],
    [{ contrast: { estimate: 3, lower: 4, upper: 5 } }, 'estimate must lie within its interval: 3 from 4 to 5'],
  ])('%j', (change, message) => {
    expect(() => competitionVerdict({ ...clear, ...change })).toThrow(message);
  });
});
