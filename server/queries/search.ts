import { defineQuery, type RowOf } from '../columns.ts';
import type { Warehouse } from '../warehouse.ts';

const nameQuery = defineQuery({
  columns: { level: 'text', system_id: 'text', kind: 'text', code: 'text?', name: 'text', first_period: 'text?', last_period: 'text?' },
  sql: `select level, system_id, kind, code, name, first_period, last_period from (
      select level, system_id, 'code' as kind, null as code, ons_code as name, null as first_period, null as last_period from system where ons_code is not null
      union all
      select level, system_id, 'sort', null, kind, null, null from system where kind is not null
      union all
      select s.level, p.system_id, 'predecessor', p.code, p.name, p.first_period, p.last_period from predecessor p join system s using (system_id)
      union all
      select level, system_id, kind, null, name, first_period, last_period from system_name
    )
    order by level, system_id, kind, name, code`,
});

export type SystemNameRow = RowOf<typeof nameQuery.columns>;

/** Everything by which a system may be looked for besides its own name and code: former organisations and other names. */
export function selectSystemNames(warehouse: Warehouse): Promise<SystemNameRow[]> {
  return warehouse.readAll(nameQuery);
}

const areaQuery = defineQuery({
  columns: { area_id: 'text', name: 'text', district: 'text' },
  sql: 'select area_id, name, district from area order by area_id',
});

export type AreaNameRow = RowOf<typeof areaQuery.columns>;

export function selectAreaNames(warehouse: Warehouse): Promise<AreaNameRow[]> {
  return warehouse.readAll(areaQuery);
}

// A word may also be the beginning of a longer one, so its first letters are compared too.
const spellingQuery = defineQuery({
  columns: { asked: 'text', word: 'text', distance: 'integer' },
  sql: `with asked as (select distinct unnest(string_split($asked, ' ')) as asked),
    known as (select distinct unnest(string_split($known, ' ')) as word),
    near as (
      select asked, word, least(damerau_levenshtein(word, asked), damerau_levenshtein(left(word, length(asked)), asked)) as distance,
        damerau_levenshtein(word, asked) as whole
      from asked join known on left(word, 1) between 'a' and 'z'
      where length(asked) >= 4 and length(word) >= 3 and not regexp_matches(asked, '[0-9]')
    )
    select asked, word, distance::integer as distance from near
    where distance > 0 and distance <= case when length(asked) >= 8 then 2 else 1 end
    qualify row_number() over (partition by asked order by distance, whole, word) <= $most
    order by asked, distance, whole, word`,
});

/** How many words one misspelt word is taken for at most. */
const mostSpellings = 3;

export type Spelling = RowOf<typeof spellingQuery.columns>;

/** Known words that differ from those asked for by a slip of the keyboard. Short words and codes are left alone. */
export function selectSpellings(warehouse: Warehouse, { asked, known }: { asked: readonly string[]; known: Iterable<string> }): Promise<Spelling[]> {
  return warehouse.readAll(spellingQuery, { asked: asked.join(' '), known: [...known].join(' '), most: mostSpellings });
}
