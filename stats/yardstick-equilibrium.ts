/** Identical firms: demand q(p) = intercept - slope x p, and investment R(c) = curvature x (startingCost - c)^2 to bring unit cost down to c. */
export interface YardstickMarket {
  demand: { intercept: number; slope: number };
  investment: { startingCost: number; curvature: number };
}

export interface YardstickEquilibrium {
  /** Unit cost, and so price. */
  cost: number;
  quantity: number;
  investment: number;
  /** Consumers' surplus and profit less investment. */
  welfare: number;
  /** The same when every firm is paid what it costs, and none invests. */
  welfareOfCostOfService: number;
}

/**
 * Where firms end that are paid the mean cost of the others and given back their mean investment: at the cost that makes the
 * most of welfare, -R'(c) = q(c) with p = c. For explaining the yardstick, with linear demand and quadratic investment; real
 * markets have neither known.
 *
 * Shleifer A. A theory of yardstick competition. RAND Journal of Economics 1985;16:319-327.
 *
 * @throws RangeError naming the value where it is not finite and above 0, and where best responses do not settle at a cost
 * above 0 (2 x curvature must be above the slope)
 */
export function yardstickEquilibrium(market: YardstickMarket): YardstickEquilibrium {
  const { demand, investment } = assertMarket(market);
  const cost = (2 * investment.curvature * investment.startingCost - demand.intercept) / (2 * investment.curvature - demand.slope);
  const invested = investment.curvature * (investment.startingCost - cost) ** 2;
  if (!(cost > 0)) throw new RangeError(`no cost above 0 is an equilibrium: ${cost}`);
  return {
    cost,
    quantity: quantityAt(market, cost),
    investment: invested,
    welfare: surplus(market, cost) - invested,
    welfareOfCostOfService: surplus(market, investment.startingCost),
  };
}

/** The cost at which one more unit of saving costs as much as it earns at this price: -R'(c) = q(price), not below 0. */
export function bestResponse(market: YardstickMarket, price: number): number {
  const { investment } = assertMarket(market);
  if (!(price >= 0 && price < Number.POSITIVE_INFINITY)) throw new RangeError(`price must be finite and at least 0: ${price}`);
  return Math.max(0, investment.startingCost - quantityAt(market, price) / (2 * investment.curvature));
}

/** Costs of identical firms when all answer, again and again, the others' mean cost of the round before; from the starting cost. */
export function bestResponsePath(market: YardstickMarket, rounds: number): Float64Array {
  if (!(Number.isInteger(rounds) && rounds >= 0)) throw new RangeError(`rounds must be a whole number of at least 0: ${rounds}`);
  const path = new Float64Array(rounds + 1).fill(assertMarket(market).investment.startingCost);
  for (let round = 1; round <= rounds; round += 1) path[round] = bestResponse(market, path[round - 1] as number);
  return path;
}

const quantityAt = ({ demand }: YardstickMarket, price: number): number => Math.max(0, demand.intercept - demand.slope * price);

/** The triangle under linear demand and above the price, which is the cost. */
const surplus = (market: YardstickMarket, price: number): number => quantityAt(market, price) ** 2 / (2 * market.demand.slope);

function assertMarket(market: YardstickMarket): YardstickMarket {
  const { demand, investment } = market;
  for (const [name, value] of Object.entries({ ...demand, ...investment }))
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be finite and above 0: ${value}`);
  if (!(2 * investment.curvature > demand.slope)) throw new RangeError(`curvature must be above half the slope of demand: ${investment.curvature}`);
  return market;
}
