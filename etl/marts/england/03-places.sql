-- one row per LSOA: residents, age, rurality, deprivation and the systems it lies in
create table lsoa as
with people as (
  select
    unit_code as lsoa_code,
    sum(value)::integer as population,
    coalesce(sum(value) filter (where item in ('age_75_79', 'age_80_84', 'age_85_89', 'age_90_plus')), 0)::integer as aged_75_plus,
    coalesce(sum(value) filter (where item in ('age_65_69', 'age_70_74', 'age_75_79', 'age_80_84', 'age_85_89', 'age_90_plus')), 0)::integer as aged_65_plus
  from stg_population_lsoa_age
  group by unit_code
)
select g.lsoa_code, g.msoa_code, g.sub_icb_code, g.icb_code, g.district_name, g.rural, p.population, p.aged_75_plus, p.aged_65_plus, i.imd_decile
from stg_geography_lsoa g
left join people p using (lsoa_code)
left join stg_imd_lsoa_imd i on i.unit_code = g.lsoa_code
order by g.lsoa_code;

-- one row per system and LSOA in it, at every level
create table system_lsoa as
select 'sub-icb' as level, sub_icb_code as system_id, * exclude (sub_icb_code, icb_code) from lsoa
union all
select 'icb', icb_code, * exclude (sub_icb_code, icb_code) from lsoa;

insert into system by name
with people as (
  select
    level,
    system_id,
    sum(population)::integer as population,
    count(distinct msoa_code)::integer as areas,
    sum(aged_75_plus) / sum(population) as share_75_plus,
    sum(aged_65_plus) / sum(population) as share_65_plus,
    sum(population) filter (where rural = 1) / sum(population) as share_rural,
    sum(population) filter (where imd_decile <= 2) / sum(population) as share_most_deprived
  from system_lsoa
  group by all
)
select
  s.code as system_id, s.level, s.name, s.short_name, s.parent_code as parent_id, s.ons_code,
  null as kind, null as region, 'unknown' as integration_type,
  p.population, p.areas, p.share_75_plus, p.share_65_plus,
  coalesce(p.share_rural, 0) as share_rural,
  coalesce(p.share_most_deprived, 0) as share_most_deprived,
  n.text as note
from stg_geography_systems s
join people p on p.level = s.level and p.system_id = s.code
left join system_note n on n.system_id = s.code
order by s.level, s.code;

insert into area by name
with district as (
  select msoa_code, arg_max(district_name, (people, district_name)) as district
  from (select msoa_code, district_name, sum(population) as people from lsoa group by all)
  group by msoa_code
)
select
  l.msoa_code as area_id,
  m.name,
  d.district,
  sum(l.population)::integer as population,
  sum(l.aged_75_plus) / sum(l.population) as share_75_plus,
  sum(l.aged_65_plus) / sum(l.population) as share_65_plus,
  coalesce(sum(l.population) filter (where l.rural = 1), 0) / sum(l.population) as share_rural,
  sum(l.imd_decile * l.population) / sum(l.population) as mean_imd_decile
from lsoa l
join stg_geography_msoa m using (msoa_code)
join district d using (msoa_code)
group by l.msoa_code, m.name, d.district
order by area_id;

insert into area_system by name
select msoa_code as area_id, level, system_id, sum(population)::integer as population
from system_lsoa
group by all
order by all;

insert into boundary by name
select level, system_code as system_id, geometry from stg_boundaries_boundaries order by all;

insert into predecessor by name
with named as (
  select code, name, period, 'qof' as source from stg_qof_ccg_organisations
  union all select code, name, period, 'hes' from stg_hes_apc_ccg_organisations
  union all select code, name, period, 'mar' from stg_mar_ccg_monthly_organisations
)
select
  n.code,
  -- QOF and MAR give names in mixed case in their latest years, HES in capitals: take the latest, QOF first
  arg_max(n.name, (left(n.period, 4), n.source = 'qof', n.name)) as name,
  s.system_id,
  min(n.period) as first_period,
  max(n.period) as last_period
from named n
join ccg_successor s on s.ccg_code = n.code
where n.code not in (select unit_code from non_ccg_unit)
group by n.code, s.system_id
order by n.code;
