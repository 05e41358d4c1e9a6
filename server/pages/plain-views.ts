import type { Help } from '../../data/help.ts';
import { type PlainBand, plainBands } from '../choosing/bands.ts';
import type { Shown, ShownTopic } from '../choosing/shown.ts';
import type { Say } from '../messages.ts';

/** A word with its sign: the sign never stands alone. */
export interface BandView {
  band: PlainBand;
  sign: string;
  word: string;
  reason: string | null;
}

const signs: Record<PlainBand, string> = { better: '▲', same: '=', worse: '▼', unknown: '?' };

/** Better, About the same, Worse, or Not enough data with the reason. */
export function bandView(say: Say, { band, reason, measure }: Pick<Shown, 'band' | 'reason' | 'measure'>): BandView {
  return {
    band,
    sign: signs[band],
    word: say(`band.${band}`),
    reason: reason === null ? null : say(`reason.${reason}`, { minimum: measure.declaration.minimumDenominator }),
  };
}

/** The four words and what they mean, for a key. */
export const bandKey = (say: Say): object[] =>
  plainBands.map((band) => ({ band, sign: signs[band], word: say(`band.${band}`), meaning: say(`compare.${band}`) }));

interface StandingLine {
  id: string;
  title: string;
  reason: string | null;
}

/** What one system does better, as well, or worse than is usual, and what cannot be told: by the titles of measures. */
export function standingLists(say: Say, topics: readonly ShownTopic[]): Record<PlainBand, StandingLine[]> & { judged: boolean } {
  const all = topics.flatMap(({ measures }) => measures.flatMap(({ shown }) => shown));
  const of = (wanted: PlainBand): StandingLine[] =>
    all
      .filter(({ band }) => band === wanted)
      .map((one) => ({
        id: one.measure.id,
        title: one.measure.declaration.plainTitle,
        reason: bandView(say, one).reason,
      }));
  const judged = all.some(({ band }) => band !== 'unknown');
  return { judged, better: of('better'), same: of('same'), worse: of('worse'), unknown: of('unknown') };
}

/** A question for each of the topics. */
export const askView = (say: Say, topics: readonly { topic: string }[]): string[] => topics.map(({ topic }) => say(`ask.${topic}`));

/** Whom to ask or tell, with the page that says so. */
export const helpView = (say: Say, help: readonly Help[], kind: Help['kind']): object[] =>
  help.filter((one) => one.kind === kind).map(({ id, source }) => ({ text: say(`help.${id}`), source }));
