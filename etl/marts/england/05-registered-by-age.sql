-- one row per period, sub-ICB location and age band, added to the figures: registered people of the year by age. The list has no ages, so it is
-- spread over the bands as the residents of mid-2020 are; a list that is withheld or missing has no bands.
insert into unit_figure by name
with resident as (
  select g.sub_icb_code as system_id, p.item, sum(p.value) as people
  from stg_population_lsoa_age p
  join stg_geography_lsoa g on g.lsoa_code = p.unit_code
  group by all
), share as (
  select system_id, item, people / sum(people) over (partition by system_id) as share from resident
)
select
  'registered-by-age' as source_id, l.period, l.level, l.system_id, '' as topic, s.item,
  l.value * s.share as value, l.status, l.parts
from unit_figure l
join share s using (system_id)
where l.source_id = 'qof-ccg' and l.topic = 'LIST' and l.item = 'list_size'
order by all;
