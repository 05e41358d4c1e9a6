import { codesOf } from '../../stats/codes.ts';
import { type EventStudy, interactionWeightedEventStudy, twoWayEventStudy } from '../../stats/interaction-weighted-event-study.ts';
import type { Judged } from '../../stats/panel-regression.ts';
import { numbers } from '../input.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

/** How the key's data write "never treated". */
const never = 10_000;

export const didStaggered = defineTopic({
  topic: 'did-staggered',
  run(input) {
    const panel = {
      outcome: numbers(input, 'y') as number[],
      unit: codesOf(numbers(input, 'id').map(String)).codes,
      time: numbers(input, 'year') as number[],
      firstTreated: numbers(input, 'year_treated').map((year) => (year === never ? null : year)),
      covariates: [numbers(input, 'x1') as number[]],
    };
    const twoWay = twoWayEventStudy(panel);
    const weighted = interactionWeightedEventStudy(panel);
    return {
      twfe_event_study: terms(twoWay, (since) => `time_to_treatment::${since}:treated`),
      sun_abraham_event: terms(weighted, (since) => `year::${since}`),
      sun_abraham_att: { estimate: weighted?.overall?.estimate ?? null, se: weighted?.overall?.inference?.standardError ?? null },
    };
  },
});

function terms(study: EventStudy | null, nameOf: (since: number) => string): JsonObject {
  const effects: (Judged | null)[] = [...(study?.covariates ?? []), ...(study?.periods ?? []).map(({ effect }) => effect)];
  return {
    term: ['x1', ...(study?.periods ?? []).map(({ since }) => nameOf(since))],
    estimate: effects.map((effect) => effect?.estimate ?? null),
    se: effects.map((effect) => effect?.inference?.standardError ?? null),
  };
}
