import type { Json, JsonObject, KeyCase } from '../runner.ts';
import { definePaper, figuresOf, objectAt, omit, pick } from './paper.ts';

const tolerance = 1e-9;

export const pheStandardisation = definePaper({
  name: 'Direct and indirect standardisation reference vectors',
  keys(figures) {
    const areas = objectsOf(figures.dsr);
    const population = areas[0]?.pop ?? null;
    const standard = objectAt(figures, 'esp2013').weights ?? null;
    const reference = objectAt(figures, 'isr_reference');
    const direct = areas.map(
      (area, index): KeyCase => ({
        id: `direct-${index + 1}`,
        tolerance,
        input: { method: 'direct', count: area.count ?? null, population: area.pop ?? null, standard, multiplier: 100000 },
        expected: objectAt(area, 'dsr_per_100000'),
      }),
    );
    const indirect = Object.entries(objectAt(figures, 'isr')).flatMap(([area, values]) =>
      Object.entries(objectAt({ values }, 'values')).map(([name, value]): KeyCase => {
        const expected = objectAt({ value }, 'value');
        const [multiplier = null] = figuresOf(name, /(\d+)$/);
        const input = {
          method: 'indirect',
          observed: expected.observed ?? null,
          population,
          reference_count: reference.refcount ?? null,
          reference_population: reference.refpop ?? null,
          multiplier,
          rate: name.includes(' rate '),
        };
        return { id: `${area}, ${name}`, tolerance, input, expected };
      }),
    );
    return { topic: 'standardisation', cases: [...direct, ...indirect, ...intervals('byar', figures.byar), ...intervals('wilson', figures.wilson)] };
  },
});

const intervals = (method: string, list: Json | undefined): KeyCase[] =>
  objectsOf(list).map((one, index) => ({
    id: `${method}-${index + 1}`,
    tolerance,
    input: { method, ...omit(one, 'lower', 'upper', 'note') },
    expected: pick(one, 'lower', 'upper'),
  }));

const objectsOf = (list: Json | undefined): JsonObject[] => (Array.isArray(list) ? list.map((entry) => objectAt({ entry }, 'entry')) : []);
