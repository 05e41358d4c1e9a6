-- one row per board or trust: the nation it lies in, its kind and its names. Published names of Scottish boards leave out “NHS”.
create table board as
select code, 'NHS ' || name as name, name as short_name, 'Scotland' as nation, 'Scottish health board' as kind, code as ons_code
from stg_public_health_scotland_boards
union all
select code, name, regexp_replace(name, ' (University|Teaching) Health Board$', ''), 'Wales', 'Welsh health board', null
from stg_wales_healthyr_boards
union all
select code, name, replace(name, 'Health and Social Care Trust', 'Trust'), 'Northern Ireland', 'health and social care trust', null
from stg_ni_healthyr_trusts;

-- one row per Scottish board: residents of 2018, the latest year that is an estimate; later years are projections.
-- No source gives residents of the boards of Wales and the trusts of Northern Ireland.
create table resident as
select
  unit_code as code,
  any_value(value) filter (where item = 'all_ages')::integer as population,
  any_value(value) filter (where item = 'aged_75_plus') / any_value(value) filter (where item = 'all_ages') as share_75_plus,
  any_value(value) filter (where item = 'aged_65_plus') / any_value(value) filter (where item = 'all_ages') as share_65_plus
from stg_public_health_scotland_figures
where topic = 'population' and period = '2018'
group by unit_code;

insert into system by name
select
  b.code as system_id, 'board' as level, b.name, b.short_name, null as parent_id, b.ons_code, b.kind, b.nation as region, 'unknown' as integration_type,
  r.population, 1 as areas, r.share_75_plus, r.share_65_plus, null as share_rural, null as share_most_deprived, n.text as note
from board b
left join resident r using (code)
left join system_note n on n.system_id = b.code
order by system_id;

-- each board is an area of its own, in which it is the only option
insert into area by name
select
  b.code as area_id, b.short_name as name, b.nation as district, r.population, r.share_75_plus, r.share_65_plus,
  null as share_rural, null as mean_imd_decile
from board b
left join resident r using (code)
order by area_id;

insert into area_system by name
select b.code as area_id, 'board' as level, b.code as system_id, r.population from board b left join resident r using (code) order by area_id;

insert into choice by name
select 'one-board' as definition, code as area_id, code as option_id, short_name as option_name, null as share from board order by area_id;

-- outlines of Scotland alone: of the other two no source has any
insert into boundary by name
select level, system_code as system_id, geometry from stg_scotland_boundaries_boundaries order by system_id;
