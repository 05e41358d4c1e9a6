import { defineQuery } from '../../server/columns.ts';
import type { Release } from '../../server/release-files.ts';
import { type RandomGenerator, xoshiro128 } from '../../stats/random.ts';

const stratumQueries = {
  // Market types under both definitions, and what is odd: no network, two boards, used trusts without figures.
  england: `select a.area_id, concat_ws(' ', h.market_type, n.market_type,
      if(n.options = 0, 'no network', null),
      if((select count(*) from area_system l where l.area_id = a.area_id and l.level = 'icb') > 1, 'two boards', null),
      if(u.without > 0, 'without ' || if(u.of_known = 0, 'any', if(u.of_known <= 0.5, 'most', 'some')), null),
      if(g.without > 0, 'networks without', null)) as stratum
    from area a
    left join area_market h on h.area_id = a.area_id and h.definition = 'hospital-use-2018'
    left join area_market n on n.area_id = a.area_id and n.definition = 'gp-network-2020'
    left join (
      select c.area_id, count(*) filter (s.system_id is null) as without, coalesce(sum(c.share) filter (s.system_id is not null), 0) as of_known
      from choice c left join system s on s.system_id = c.option_id and s.level = 'trust'
      where c.definition = 'hospital-use-2018' and c.share >= 0.05 group by c.area_id) u on u.area_id = a.area_id
    left join (
      select c.area_id, count(*) filter (s.system_id is null) as without
      from choice c left join system s on s.system_id = c.option_id and s.level = 'pcn'
      where c.definition = 'gp-network-2020' and c.option_id <> 'U39686' group by c.area_id) g on g.area_id = a.area_id`,
  usa: `select a.area_id, count(l.system_id)::varchar as stratum
    from area a left join area_system l on l.area_id = a.area_id and l.level = 'contract' group by a.area_id`,
  'uk-nations': 'select area_id, area_id as stratum from area',
};

/** Areas that a person asked for by name. */
const named: Readonly<Record<string, readonly string[]>> = { england: ['E02002676', 'E02000977', 'E02006781'], usa: ['06037'], 'uk-nations': [] };

/** Areas of an edition, up to so many of each kind: the same at each run. */
export async function sampledAreas({ warehouse, edition }: Pick<Release, 'warehouse' | 'edition'>, each: number): Promise<string[]> {
  const id = edition.id as keyof typeof stratumQueries;
  const query = defineQuery({
    columns: { area_id: 'text' },
    sql: `select area_id from (${stratumQueries[id]}) qualify row_number() over (partition by stratum order by md5(area_id)) <= $each order by area_id`,
  });
  const rows = await warehouse.readAll(query, { each });
  return [...new Set([...rows.map(({ area_id }) => area_id), ...(named[id] ?? [])])];
}

/** The generator of an area: its pages are the same whichever areas come before. */
export const randomOf = (area: string): RandomGenerator => xoshiro128([...area].reduce((seed, letter) => (seed * 31 + letter.charCodeAt(0)) >>> 0, 20_261_122));

/** Some of a list, in any order. */
export function someOf<T>(random: RandomGenerator, all: readonly T[], count: number): T[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random.uniform() * left.length), 1)).flat();
}
