import { definePaper, objectAt, omit, pick } from './paper.ts';

const inputs = ['travel_minutes_area_by_system', 'beta_per_minute', 'alpha_system', 'choice_set_limit_minutes', 'population'];

export const constructedMarketStructure = definePaper({
  name: 'Predicted-share HHI, area class and system exposure',
  keys(figures) {
    const four = objectAt(figures, 'case');
    return {
      topic: 'market-structure',
      cases: [{ id: 'four-areas-three-systems', tolerance: 1e-5, input: pick(four, ...inputs), expected: omit(four, ...inputs) }],
    };
  },
});
