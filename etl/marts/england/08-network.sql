-- one row per year and practice with its primary care network; practices in none are left out of the networks and counted below
create table practice_network as
select period, practice_code, network_code, network_name, icb_code from stg_qof_networks_networks where network_code is not null;

-- one row per network: who its patients are, from its latest year
create table network as
with latest as (
  select * from practice_network qualify period = max(period) over (partition by network_code)
), place as (
  select
    unit_code as practice_code,
    arg_max(value, period) filter (where item = 'rural') as rural,
    arg_max(value, period) filter (where item = 'patients') as patients,
    arg_max(value, period) filter (where item = 'patients_65_plus') as aged_65_plus,
    arg_max(value, period) filter (where item = 'imd_score') as imd_score
  from stg_qof_networks_places
  where value is not null
  group by 1
), ranked as (
  select practice_code, ntile(5) over (order by imd_score desc, practice_code) as fifth from place where imd_score is not null
), list as (
  select unit_code as practice_code, arg_max(value, period) as list_size from stg_qof_practice_points_figures where item = 'list_size' group by 1
)
select
  l.network_code,
  any_value(l.network_name) as name,
  max(l.period) as last_period,
  mode(l.icb_code order by l.icb_code) as icb_code,
  sum(t.list_size)::integer as population,
  sum(p.aged_65_plus) / nullif(sum(p.patients), 0) as share_65_plus,
  sum(t.list_size * p.rural) / nullif(sum(t.list_size) filter (where p.rural is not null), 0) as share_rural,
  coalesce(sum(t.list_size) filter (where r.fifth = 1), 0) / nullif(sum(t.list_size) filter (where r.fifth is not null), 0) as share_most_deprived
from latest l
left join list t using (practice_code)
left join place p using (practice_code)
left join ranked r using (practice_code)
group by l.network_code;

insert into area_system by name
select c.area_id, 'pcn' as level, c.option_id as system_id, a.population
from choice c
join area a using (area_id)
semi join network n on n.network_code = c.option_id
where c.definition = 'gp-network-2020'
order by all;

insert into system by name
with reach as (
  select system_id, count(*)::integer as areas from area_system where level = 'pcn' group by 1
)
select
  n.network_code as system_id, 'pcn' as level, n.name, n.name as short_name,
  -- some networks span boards: the one of most of their practices
  b.system_id as parent_id, null as ons_code, 'Primary care network' as kind, null as region, 'unknown' as integration_type,
  n.population, coalesce(r.areas, 0) as areas, null as share_75_plus, n.share_65_plus, n.share_rural, n.share_most_deprived, o.text as note
from network n
left join system b on b.level = 'icb' and b.system_id = n.icb_code
left join reach r on r.system_id = n.network_code
left join system_note o on o.system_id = n.network_code
order by n.network_code;

-- practices summed to networks; one practice without a figure leaves the network's sum without a value
insert into unit_figure by name
with figure as (
  select 'qof-practice-points' as source_id, period, unit_code, coalesce(topic, '') as topic, item, value, status from stg_qof_practice_points_figures
  union all
  select 'qof-practice-copd', period, unit_code, topic, item, value, status from stg_qof_practice_copd_figures where topic in ('COPD008', 'COPD010')
)
select
  f.source_id, f.period, 'pcn' as level, n.network_code as system_id, f.topic, f.item,
  case when bool_and(has_value(f.status)) then sum(f.value) end as value,
  combined_status(f.status) as status,
  count(*)::integer as parts
from figure f
join practice_network n on n.practice_code = f.unit_code and n.period = f.period
group by all
order by all;

-- points achieved of those available
insert into unit_figure by name
select
  'network-points' as source_id, p.period, 'pcn' as level, p.system_id, '' as topic, 'share_of_points' as item,
  100 * p.value / a.value as value, if(p.value is null or a.value is null, 'missing', 'final') as status, p.parts
from unit_figure p
join unit_figure a on a.source_id = p.source_id and a.period = p.period and a.level = p.level and a.system_id = p.system_id and a.item = 'points_available'
where p.source_id = 'qof-practice-points' and p.item = 'points';
