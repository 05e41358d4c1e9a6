import { competitionSeed, fewestForOverlap, marginWords, permutations } from '../../../data/competition.ts';
import type { Row } from '../../../data/tables.ts';
import { at } from '../../../stats/column.ts';
import { type CompetitionJudgement, competitionVerdict } from '../../../stats/competition-verdict.ts';
import { adjustPValues } from '../../../stats/multiple-testing.ts';
import { groupBy } from '../table.ts';
import type { Evidence } from './contrasts.ts';

/** Verdicts on all measures: probabilities are adjusted for their number within a domain, level and definition first. */
export function judgeAll(evidence: readonly Evidence[]): Row<'market_verdict'>[] {
  const families = groupBy(evidence, ({ measure, level, definition }) => `${measure.domain}/${level}/${definition}`);
  return [...families.values()].flatMap((family) => {
    const q = adjustPValues(
      family.map(({ known }) => known.permutationProbability),
      'benjamini-hochberg',
    );
    return family.map((one, place) => verdictRow(one, at(q, place)));
  });
}

function verdictRow(one: Evidence, q: number | null): Row<'market_verdict'> {
  const { measure, level, definition, period, known, separated, curve } = one;
  const judgement = competitionVerdict({ ...known, ...(q === null ? {} : { q }) });
  return {
    measure_id: measure.id,
    level,
    definition,
    period,
    verdict: judgement.verdict,
    why: why(one, judgement),
    margin: known.margin,
    detectable: known.detectable,
    share_outside: known.shareOutside,
    separated: separated === null ? null : Number(separated),
    q_value: q,
    definitions: curve?.number ?? 0,
    same_sign: curve?.shareWithSign ?? null,
    excluding_zero: curve?.shareExcludingZero ?? null,
    robust: curve === null ? null : Number(curve.robust),
    seed: competitionSeed,
    draws: permutations,
  };
}

/** Which rule decided, in a sentence. */
function why({ measure }: Evidence, { reason, direction }: CompetitionJudgement): string {
  const margin = `the declared margin (${marginWords(measure)})`;
  const sentences: Record<CompetitionJudgement['reason'], string> = {
    'no overlap':
      'More than a fifth of the systems have no like in the other group, so that a difference at equal characteristics would rest on the model alone.',
    'not estimated': `There are too few systems of one kind: with fewer than ${fewestForOverlap} in a group the characteristics tell the groups apart whatever they are.`,
    'within margin': `The whole 95% interval of the adjusted difference lies within ${margin}.`,
    'not detectable': `The interval holds zero, and these data could not have found a difference as small as ${margin}.`,
    inconclusive: `The interval holds zero and also differences larger than ${margin}.`,
    'tests disagree': 'The interval excludes zero, but exchanging labels within strata, or the number of measures looked at, does not bear it out.',
    'not robust': 'There is a difference under the shipped definition, but it does not hold under most other definitions of a competitive area.',
    'robust difference': 'The adjusted difference excludes zero by both tests and holds under most definitions. It is an association.',
    'no judgement': `Values are ${direction === 'lower' ? 'lower' : 'higher'} where there is choice, but neither is taken as better.`,
  };
  return sentences[reason];
}
