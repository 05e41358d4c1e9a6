-- one row per area and other name by which people may know it: what at least a tenth of its LSOAs lie in, the towns of the
-- practices nearest to them, and the practices that stand in it or, where none does, are near it
insert into area_name by name
with named as (
  select g.msoa_code as area_id, unnest(['constituency', 'county', 'region']) as kind, unnest([c.constituency, c.county, c.region]) as name
  from stg_geography_lsoa g join stg_constituencies_lsoa c using (lsoa_code)
  union all
  select g.msoa_code, 'town', p.town
  from stg_geography_lsoa g
  join stg_practice_places_lsoa l using (lsoa_code)
  join stg_practice_places_practices p using (practice_code)
), lsoas as (
  select msoa_code as area_id, count(*) as lsoas from stg_geography_lsoa group by msoa_code
)
-- the Library writes IoW for the Isle of Wight and MK for Milton Keynes
select area_id, kind, replace(replace(replace(name, '& IoW', 'and Isle of Wight'), '& MK', 'and Milton Keynes'), ' & ', ' and ') as name
from named join lsoas using (area_id)
where name is not null
group by area_id, kind, name, lsoas
having count(*) >= 0.1 * lsoas
union
select g.msoa_code, 'practice', p.name from stg_practice_places_practices p join stg_geography_lsoa g using (lsoa_code)
union
select n.msoa_code, 'near', p.name from stg_practice_places_near n join stg_practice_places_practices p using (practice_code)
order by all;
