import { xoshiro128 } from '../../stats/random.ts';
import { marginalRankSets, simultaneousRankSets } from '../../stats/rank-confidence-sets.ts';
import { naiveSimultaneousRankSets } from '../support/naive-rank-sets.ts';
import { type BenchResult, inTurn, resultOf } from './report.ts';

function madeUpUnits(units: number) {
  const random = xoshiro128(7);
  const standardError = Array.from({ length: units }, () => 0.2 + 0.8 * random.uniform());
  return { estimate: standardError.map((se) => random.normal() + se * random.normal()), standardError };
}

const options = () => ({ generator: xoshiro128(1), draws: 1000 });

/** Simultaneous rank sets of 150 units, 1,000 draws, against every pair of every draw. */
export async function benchRankSets(): Promise<BenchResult> {
  const few = madeUpUnits(150);
  const many = madeUpUnits(1000);
  const times = await inTurn(
    5,
    () => simultaneousRankSets(few, options()),
    () => naiveSimultaneousRankSets(few, options()),
  );
  const seconds = (action: () => unknown) => {
    const started = performance.now();
    action();
    return (performance.now() - started) / 1000;
  };
  return resultOf(
    'rank sets, 150 units, 1,000 draws',
    times,
    'pair by pair, same draws and step-down',
    'ms',
    {
      'marginal sets, 150 units (s)': seconds(() => marginalRankSets(few, options())),
      'simultaneous sets, 1,000 units (s)': seconds(() => simultaneousRankSets(many, options())),
      'marginal sets, 1,000 units (s)': seconds(() => marginalRankSets(many, options())),
    },
    'under 150 ms; 1,000 units under 5 s',
  );
}
