/** Deviations from target up to `upTo` (a share of the target) of which the system bears the share `borne`. */
export interface CorridorBand {
  upTo: number;
  borne: number;
}

/**
 * Corridor of Medicare Part D in 2006 and 2007: all within 2.5% of the target, a quarter of what lies from 2.5% to 5%, and a
 * fifth of what lies beyond. 42 CFR 423.336; Social Security Act, section 1860D-15(e).
 */
export const partDCorridor: readonly CorridorBand[] = [
  { upTo: 0.025, borne: 1 },
  { upTo: 0.05, borne: 0.25 },
  { upTo: Number.POSITIVE_INFINITY, borne: 0.2 },
];

export interface CorridorShare {
  /** Cost less target: above 0 a loss, below 0 a gain. */
  deviation: number;
  /** What the system bears of a loss, or (below 0) keeps of a gain. */
  system: number;
  /** What the payer bears, or (below 0) recovers. The two sum to the deviation. */
  payer: number;
}

/**
 * Shares a loss or gain against a target between a system and its payer, band by band and alike on both sides, in the unit of
 * the cost. Guards a small system against luck at the price of a weaker reason to save.
 *
 * Bands as in Medicare Part D (see `partDCorridor`), or as given: ascending, the last without end.
 *
 * @throws RangeError naming the value for a target that is not finite and above 0, a cost that is negative or not finite,
 * or bands that do not ascend to infinity or bear shares outside 0 to 1
 */
export function riskCorridor(cost: number, target: number, bands: readonly CorridorBand[] = partDCorridor): CorridorShare {
  if (!(target > 0 && target < Number.POSITIVE_INFINITY)) throw new RangeError(`target must be finite and above 0: ${target}`);
  if (!(cost >= 0 && cost < Number.POSITIVE_INFINITY)) throw new RangeError(`cost must be finite and at least 0: ${cost}`);
  assertBands(bands);
  const deviation = cost - target;
  let borne = 0;
  let from = 0;
  for (const band of bands) {
    const to = Math.min(Math.abs(deviation), band.upTo * target);
    if (to <= from) break;
    borne += band.borne * (to - from);
    from = to;
  }
  const system = Math.sign(deviation) * borne;
  return { deviation, system, payer: deviation - system };
}

function assertBands(bands: readonly CorridorBand[]): void {
  let last = 0;
  for (const { upTo, borne } of bands) {
    if (!(upTo > last)) throw new RangeError(`bands must ascend: ${upTo} after ${last}`);
    if (!(borne >= 0 && borne <= 1)) throw new RangeError(`share borne must be within 0 to 1: ${borne}`);
    last = upTo;
  }
  if (last !== Number.POSITIVE_INFINITY) throw new RangeError(`the last band must have no end: ${last}`);
}
