import { definePaper, figuresOf, objectAt, omit, pick } from './paper.ts';

export const constructedYardsticks = definePaper({
  name: 'Yardstick arithmetic, hand-checkable',
  keys(figures) {
    const six = objectAt(figures, 'case');
    const shleifer = objectAt(figures, 'shleifer_equilibrium');
    const [intercept, slope] = figuresOf(shleifer.demand, /^q\(p\)=([\d.]+)-(?:([\d.]+)\*)?p$/);
    const [curvature, startingCost] = figuresOf(shleifer.investment, /^R\(c\)=([\d.]+)\*\(([\d.]+)-c\)\^2$/);
    const input = pick(six, 'characteristic', 'actual', 'weight');
    return {
      topic: 'yardstick-arithmetic',
      cases: [
        {
          id: 'six-systems',
          tolerance: 1e-6,
          input,
          expected: omit(six, 'systems', 'characteristic', 'actual', 'weight', 'required_catch_up_pct', 'rule'),
        },
        { id: 'catch-up-to-four-decimals', tolerance: 1e-4, input, expected: pick(six, 'required_catch_up_pct') },
        {
          id: 'shleifer-equilibrium',
          tolerance: 1e-6,
          input: {
            intercept: intercept ?? null,
            slope: slope ?? null,
            curvature: curvature ?? null,
            starting_cost: startingCost ?? null,
            rounds: 4,
          },
          expected: pick(shleifer, 'c_star', 'q_star', 'R_star', 'welfare_first_best', 'welfare_cost_of_service', 'path_from_10'),
        },
      ],
    };
  },
});
