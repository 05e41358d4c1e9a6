import type { Codes } from './codes.ts';
import { type Column, emptyColumn, type NumbersIn, setAt } from './column.ts';
import { sumPairs } from './pair-sums.ts';

/** Competition as patients' flows show it: one place an area, and one a provider. */
export interface PatientFlowColumns {
  /** Herfindahl-Hirschman index of each area's patients over providers, 0 to 10,000. */
  areaHhi: Column;
  /** Largest share of one provider in each area, 0 to 1. */
  areaTopShare: Column;
  /** Mean of the area indices, weighted by where the provider's patients live, 0 to 10,000. */
  providerHhi: Column;
  /** Logit competition index: 0 for a monopoly, towards 1 for a provider with many rivals wherever its patients live. */
  loci: Column;
  /** 1 - LOCI: the mean share that the provider has where its patients live. */
  monopolyIndex: Column;
}

/**
 * Competition that providers face, from rows that each give a number of patients of one area who use one provider, both
 * as codes. Rows of the same pair are summed.
 *
 * With s the share of an area's patients who use a provider, and N its patients from that area:
 * area HHI = 10,000 Σ s²; provider HHI = Σ N/ΣN × area HHI; LOCI = Σ N/ΣN × (1 - s).
 *
 * On actual flows the figures also reflect quality: a good provider draws patients and looks like a monopoly. Flows
 * predicted from distance alone (`predictedShares` × population) are free of that. An area with a number that is not
 * known (null) is not defined, nor is a provider with patients from it; neither is one without patients.
 * `areas` and `providers` say how many codes there are where some may have no row.
 *
 * Kessler DP, McClellan MB. Is hospital competition socially wasteful? Quarterly Journal of Economics 2000;115:577-615;
 * Akosa Antwi Y, Gaynor M, Vogt WB. A competition index for differentiated products oligopoly. 2013.
 *
 * @throws RangeError naming row and value where a number is negative or not finite, or a code is not one
 */
export function patientFlowCompetition(
  { area, provider, patients }: { area: Codes; provider: Codes; patients: NumbersIn },
  { areas: outers, providers: inners }: { areas?: number; providers?: number } = {},
): PatientFlowColumns {
  const pairs = sumPairs({ outer: area, inner: provider, amount: patients }, { outer: 'area', inner: 'provider', amount: 'patients' }, { outers, inners });
  const areas = pairs.start.length - 1;
  const byProvider = {
    patients: new Float64Array(pairs.inners),
    hhi: new Float64Array(pairs.inners),
    share: new Float64Array(pairs.inners),
    unknown: new Uint8Array(pairs.inners),
  };
  const result: PatientFlowColumns = {
    areaHhi: emptyColumn(areas),
    areaTopShare: emptyColumn(areas),
    providerHhi: emptyColumn(pairs.inners),
    loci: emptyColumn(pairs.inners),
    monopolyIndex: emptyColumn(pairs.inners),
  };
  for (let code = 0; code < areas; code += 1) {
    const start = pairs.start[code] as number;
    const end = pairs.start[code + 1] as number;
    const { total, squares, largest } = sumsBetween(pairs.sum, start, end);
    const hhi = total === 0 ? 0 : (10_000 * squares) / (total * total);
    if (total > 0 && pairs.incomplete[code] === 0) {
      setAt(result.areaHhi, code, hhi);
      setAt(result.areaTopShare, code, largest / total);
    }
    for (let place = start; place < end; place += 1) {
      const member = pairs.inner[place] as number;
      const here = pairs.sum[place] as number;
      if (pairs.incomplete[code] === 1) byProvider.unknown[member] = 1;
      if (total === 0) continue;
      (byProvider.patients[member] as number) += here;
      (byProvider.hhi[member] as number) += here * hhi;
      (byProvider.share[member] as number) += here * (here / total);
    }
  }
  for (let member = 0; member < pairs.inners; member += 1) {
    const all = byProvider.patients[member] as number;
    if (all === 0 || byProvider.unknown[member] === 1) continue;
    const monopoly = Math.min(1, (byProvider.share[member] as number) / all);
    setAt(result.providerHhi, member, (byProvider.hhi[member] as number) / all);
    setAt(result.loci, member, 1 - monopoly);
    setAt(result.monopolyIndex, member, monopoly);
  }
  return result;
}

function sumsBetween(values: Float64Array, start: number, end: number): { total: number; squares: number; largest: number } {
  const result = { total: 0, squares: 0, largest: 0 };
  for (let place = start; place < end; place += 1) {
    const value = values[place] as number;
    result.total += value;
    result.squares += value * value;
    if (value > result.largest) result.largest = value;
  }
  return result;
}
