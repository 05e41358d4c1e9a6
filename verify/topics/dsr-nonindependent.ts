import { codesOf } from '../../stats/codes.ts';
import { ratesOfRepeatEvents } from '../../stats/repeat-events-rate.ts';
import { pick } from '../areas.ts';
import { numbers, strings } from '../input.ts';
import { defineTopic } from '../runner.ts';
import { ratesAtLevels } from './dsr-dobson.ts';

/** The key gives the standard by row: each area is a call with the standard that its rows name for each band. */
export const dsrNonindependent = defineTopic({
  topic: 'dsr-nonindependent',
  run(input) {
    const [events, persons, population] = [numbers(input, 'event_frequency'), numbers(input, 'persons'), numbers(input, 'population')];
    const [bands, standard] = [strings(input, 'age_band'), numbers(input, 'standard_population')];
    return ratesAtLevels(input, (rows, options) => {
      const { codes: band, labels } = codesOf(pick(bands, rows));
      const standardOf = labels.map((_, code) => standard[rows[band.indexOf(code)] ?? 0] ?? null);
      const columns = { area: rows.map(() => 0), band, events: pick(events, rows), persons: pick(persons, rows), population: pick(population, rows) };
      return ratesOfRepeatEvents(columns, standardOf, options);
    });
  },
});
