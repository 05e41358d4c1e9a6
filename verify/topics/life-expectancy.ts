import { codesOf } from '../../stats/codes.ts';
import { type Column, toNullable } from '../../stats/column.ts';
import { abridgedStartAges, lifeExpectancies } from '../../stats/life-expectancy.ts';
import { pick } from '../areas.ts';
import { numberList, numbers, strings } from '../input.ts';
import { limitNames } from '../limit-names.ts';
import { defineTopic, type JsonObject } from '../runner.ts';

/** The key gives its rows by area, then by age; an area's label is its name and sex. */
export const lifeExpectancy = defineTopic({
  topic: 'life-expectancy',
  run(input) {
    const ages = numbers(input, 'start_age');
    const { codes: area, labels } = codesOf(strings(input, 'area'));
    const band = ages.map((age) => abridgedStartAges.indexOf(age ?? -1));
    const order = ages.map((_, row) => row).sort((a, b) => (area[a] ?? 0) - (area[b] ?? 0) || (ages[a] ?? 0) - (ages[b] ?? 0));
    const inOrder = (column: Column) => pick(toNullable(column), order);
    const areas = order.map((row) => labels[area[row] ?? 0] ?? '');
    const levels = numberList(input, 'confidence');
    const result: JsonObject = {
      area: areas,
      Name: areas.map((label) => label.slice(0, label.lastIndexOf(' '))),
      sex: areas.map((label) => label.slice(label.lastIndexOf(' ') + 1)),
      band: pick(ages, order),
    };
    for (const confidence of levels) {
      const rows = { area, band, deaths: numbers(input, 'deaths'), population: numbers(input, 'population') };
      const years = lifeExpectancies(rows, abridgedStartAges, { confidence });
      const [lowerName, upperName] = limitNames(confidence, levels.length);
      Object.assign(result, { value: inOrder(years.value), pops_used: inOrder(years.population), dths_used: inOrder(years.deaths) });
      Object.assign(result, { [lowerName]: inOrder(years.lower), [upperName]: inOrder(years.upper) });
    }
    return result;
  },
});
