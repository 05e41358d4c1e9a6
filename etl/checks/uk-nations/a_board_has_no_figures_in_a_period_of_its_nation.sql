-- what the measures rest on is there for every board of the nation, if only to say that it is missing; two exceptions are known
with needed as (
  select f.source_id, f.topic, f.item, f.period, s.region
  from unit_figure f
  join (select distinct source_id, topic, item from measure_figure) using (source_id, topic, item)
  join system s using (system_id)
  group by all
)
select n.source_id, n.topic, n.item, n.period, s.system_id
from needed n
join system s on s.region = n.region
left join unit_figure f on f.source_id = n.source_id and f.topic = n.topic and f.item = n.item and f.period = n.period and f.system_id = s.system_id
where f.system_id is null
  -- Orkney has an emergency department from 2014 on
  and not (s.system_id = 'S08000025' and n.topic = 'emergency-departments' and n.period < '2014-01')
  -- Powys has no medical acute beds in most months
  and not (s.system_id = '7A7' and n.topic = 'medical-acute')
