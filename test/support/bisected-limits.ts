/** The obvious exact Poisson limits: the mean at which a tail has the wanted probability, by halving an interval. */

/** P(X <= count) of a Poisson variable, term by term. */
export function poissonTail(count: number, mean: number): number {
  let term = -mean;
  let sum = Math.exp(term);
  for (let k = 1; k <= count; k += 1) {
    term += Math.log(mean / k);
    sum += Math.exp(term);
  }
  return sum;
}

function bisected(low: number, high: number, isBelow: (mean: number) => boolean): number {
  let [from, to] = [low, high];
  while (to - from > 1e-10 * Math.max(1, to)) {
    const middle = (from + to) / 2;
    if (isBelow(middle)) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

export function bisectedPoissonLimits(count: number, confidence: number): { lower: number; upper: number } {
  const tail = (1 - confidence) / 2;
  const highest = count + 10 * Math.sqrt(count + 1) + 20;
  return {
    lower: count === 0 ? 0 : bisected(0, count, (mean) => 1 - poissonTail(count - 1, mean) < tail),
    upper: bisected(count, highest, (mean) => poissonTail(count, mean) > tail),
  };
}
