import type { Measure } from '../../data/measure.ts';
import { isPercentage } from '../formats/competition-words.ts';
import type { EditionContext } from '../page.ts';
import type { LevelRow } from '../queries/catalogue.ts';
import type { EstimateRow, GroupRow, IntegrationCell, OverlapRow, VerdictRow } from '../queries/competition.ts';
import type { CompetitionQuery } from './competition-query.ts';

/** What the page of a measure has loaded. */
export interface LoadedCompetition {
  context: EditionContext;
  query: CompetitionQuery;
  measure: Measure;
  level: LevelRow;
  period: string;
  /** Null where the release has no test. */
  verdict: VerdictRow | null;
  estimates: readonly EstimateRow[];
  groups: readonly GroupRow[];
  overlap: readonly OverlapRow[];
  integration: readonly IntegrationCell[];
}

/** The estimates of one section. */
export const partOf = ({ estimates }: LoadedCompetition, part: string): EstimateRow[] => estimates.filter((row) => row.part === part);

/** What differences are in: a difference of percentages is in percentage points. */
export const differenceUnit = (measure: Measure): string => (isPercentage(measure) ? 'percentage points' : measure.shortUnit);
