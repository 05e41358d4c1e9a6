import type { Measure } from '../../data/measure.ts';
import type { Chart, SafeSvg } from '../charts/draw.ts';
import { factorPlane } from '../charts/plane.ts';
import { balanceQuadrant } from '../charts/quadrant.ts';
import { counted, difference, differenceInterval, interval, number, numberOrBlank, probability } from '../formats/numbers.ts';
import { frontierStatusWords } from '../formats/words.ts';
import type { EditionContext } from '../page.ts';
import { type BalancePair, type FrontierRow, type Split, selectBalancePairs, selectFrontier, selectSplits } from '../queries/league-extras.ts';
import type { LeagueQuery } from './league-table-query.ts';

/** What a league table shows beside its rows: the split of a product, balancing measures, how fragile a frontier is. */
export interface Extras {
  splits: readonly Split[];
  /** What the split is against: a yardstick that has counts. */
  against: string;
  pairs: readonly BalancePair[];
  frontier: readonly FrontierRow[];
}

const pooled = ['others', 'competitive-others', 'peers'];

export async function loadExtras({ release }: EditionContext, declaration: Measure, query: LeagueQuery): Promise<Extras> {
  const { warehouse } = release;
  const { level, period, definition, yardstick } = query;
  const question = { measure: declaration.id, level, period, definition };
  const against = pooled.includes(yardstick) ? yardstick : 'others';
  const partners = declaration.balancing.map(({ measure }) => measure);
  const [splits, pairs, frontier] = await Promise.all([
    declaration.factors === undefined ? [] : selectSplits(warehouse, { ...question, against }),
    partners.length === 0 ? [] : selectBalancePairs(warehouse, { ...question, partners }),
    yardstick === 'frontier' ? selectFrontier(warehouse, question) : [],
  ]);
  return { splits, against, pairs, frontier };
}

type Draw = (chart: Chart) => SafeSvg;

export function splitView(
  { release }: EditionContext,
  declaration: Measure,
  { splits, against, shown }: Extras & { shown: ReadonlySet<string> },
  place: string,
  draw: Draw,
): object | null {
  const [first, second] = (declaration.factors ?? []).map((id) => release.catalogue.measures.get(id)?.declaration);
  if (first === undefined || second === undefined || splits.length === 0) return null;
  const fewer = splits.filter((row) => row.first < row.first_against);
  const shorter = splits.filter((row) => row.second < row.second_against);
  const both = fewer.filter((row) => shorter.includes(row));
  const reference = against === 'competitive-others' ? 'the others with choice' : against === 'peers' ? 'its peers' : 'the others';
  const sentence = `Of ${number(splits.length)} systems, ${number(fewer.length)} have fewer admissions than ${reference}, ${number(shorter.length)} have shorter stays, and ${number(both.length)} have both.`;
  return {
    sentence,
    reference,
    chart: draw(
      factorPlane(
        splits,
        { product: declaration, first, second },
        { title: `${first.shortTitle} and ${second.shortTitle.toLowerCase()} of ${place}`, description: sentence },
      ),
    ),
    // The page of the table that is read; the data hold all.
    rows: splits
      .filter(({ system_id }) => shown.has(system_id))
      .map((row) => ({
        name: row.short_name,
        id: row.system_id,
        first: number(row.first * first.multiplier, first.decimals),
        second: number(row.second * second.multiplier, second.decimals),
        difference: difference(row.difference, declaration.decimals),
        fromFirst: difference(row.from_first, declaration.decimals),
        fromFirstInterval: differenceInterval(row.from_first_lower, row.from_first_upper, declaration.decimals),
        fromSecond: difference(row.from_second, declaration.decimals),
        fromSecondInterval: differenceInterval(row.from_second_lower, row.from_second_upper, declaration.decimals),
      })),
    firstTitle: `${first.shortTitle}, ${first.shortUnit}`,
    secondTitle: second.shortTitle,
    unit: declaration.shortUnit,
  };
}

export function balanceView({ release }: EditionContext, declaration: Measure, { pairs }: Extras, place: string, draw: Draw): object | null {
  const partners = [...new Set(pairs.map(({ partner }) => partner))];
  if (partners.length === 0 || declaration.polarity === 'no-judgement') return null;
  const improvements = new Map(pairs.filter(({ direction }) => direction === 'improved').map((row) => [row.system_id, row.balance]));
  const count = (kind: string) => [...improvements.values()].filter((balance) => balance === kind).length;
  return {
    sentence:
      improvements.size === 0
        ? 'No system clearly improved since the year before.'
        : `${counted(improvements.size, 'system', 'systems')} clearly improved since the year before: ${number(count('unqualified'))} unqualified, ${number(count('qualified'))} with a balancing measure that got worse, ${number(count('unclear'))} unclear.`,
    charts: partners.flatMap((id, index) => {
      const partner = release.catalogue.measures.get(id)?.declaration;
      if (partner === undefined) return [];
      const rows = pairs.filter((row) => row.partner === id);
      const worse = declaration.balancing.find(({ measure }) => measure === id)?.worse ?? 'higher';
      const gotWorse = rows.filter((row) => (worse === 'higher' ? row.partner_lower > 0 : row.partner_upper < 0)).length;
      const title = `${declaration.shortTitle} and ${partner.shortTitle.toLowerCase()}`;
      const description = `${title}: changes of ${counted(rows.length, 'system', 'systems')} since the year before; ${partner.shortTitle.toLowerCase()} got worse (${worse}) beyond its limits in ${number(gotWorse)}.`;
      return [
        {
          title,
          id: `quadrant-${index}`,
          description,
          chart: draw(
            balanceQuadrant(rows, { measure: declaration, partner }, { id: `quadrant${index}`, title: `${title}: changes of ${place}`, description }),
          ),
        },
      ];
    }),
  };
}

export function frontierView({ frontier }: Extras, shown: ReadonlySet<string>): object | null {
  const [first] = frontier;
  if (first === undefined) return null;
  const onFrontier = frontier.filter((row) => (row.envelopment_variable ?? 0) >= 1).length;
  return {
    period: first.period,
    onFrontier: number(onFrontier),
    systems: number(frontier.length),
    status: frontierStatusWords(first.stochastic_status),
    probability: probability(first.stochastic_probability),
    rows: frontier
      .filter(({ system_id }) => shown.has(system_id))
      .map((row) => ({
        name: row.short_name,
        id: row.system_id,
        constant: numberOrBlank(row.envelopment_constant, 2),
        variable: numberOrBlank(row.envelopment_variable, 2),
        corrected: numberOrBlank(row.corrected, 2),
        correctedInterval: interval(row.corrected_lower, row.corrected_upper, 2),
        stochastic: numberOrBlank(row.stochastic, 2),
        stochasticInterval: interval(row.stochastic_lower, row.stochastic_upper, 2),
      })),
  };
}
