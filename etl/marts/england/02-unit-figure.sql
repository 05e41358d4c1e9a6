-- one row per source, period, level, system, topic and item; first the sub-ICB locations: figures summed over the CCGs that merged into it.
-- One part that is withheld or missing leaves the sum without a value: a sum of the rest would be taken for the whole.
create table unit_figure as
select
  f.source_id,
  f.period,
  'sub-icb' as level,
  s.system_id,
  f.topic,
  f.item,
  case when bool_and(has_value(f.status)) then sum(f.value) end as value,
  combined_status(f.status) as status,
  count(*)::integer as parts
from ccg_figure f
join ccg_successor s on s.ccg_code = f.unit_code
anti join premature_unit p on p.source_id = f.source_id and p.period = f.period and p.unit_code = f.unit_code
where f.unit_code not in (select unit_code from non_ccg_unit)
  -- published percentages check our division; they are never added
  and not ends_with(f.item, '_percent')
group by all
order by all;
