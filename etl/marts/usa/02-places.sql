-- one row per county: residents of 2019, those of 65 and over, and whether CMS calls it urban. Puerto Rico has no residents in the file.
-- The second file writes some states in capitals: they are the states of the first.
create table county as
with state as (select distinct state from stg_cms_ma_landscape_2022_counties)
select
  coalesce(l.county_fips, q.county_fips) as county_fips,
  coalesce(l.name, q.name) as name,
  coalesce(l.state, s.state, q.state) as state,
  l.population,
  l.aged_65_plus,
  q.urban
from stg_cms_ma_landscape_2022_counties l
full join stg_cms_mapping_medicare_disparities_counties q using (county_fips)
left join state s on lower(s.state) = lower(q.state);

insert into area by name
select
  county_fips as area_id,
  name,
  state as district,
  population::integer as population,
  null as share_75_plus,
  aged_65_plus / nullif(population, 0) as share_65_plus,
  1 - urban as share_rural,
  null as mean_imd_decile
from county
order by county_fips;

-- one row per county and parent organisation with an HMO or a local PPO on offer
insert into choice by name
select distinct 'offers-2022' as definition, o.county_fips as area_id, c.parent_id as option_id, p.name as option_name, null as share
from stg_cms_ma_landscape_2022_offers o
join contract c using (contract_id)
join parent p using (parent_id)
where o.plan_type in ('HMO', 'Local PPO')
order by all;

-- one row per county with people on Medicare: those who may choose
create table eligible as
select unit_code as county_fips, value as people from stg_cms_ma_enrollment_figures where item = 'eligibles' and value is not null;

-- one row per area, level and system that serves people there: contracts and parents where they are on offer, counties themselves
insert into area_system by name
with offered as (
  select distinct o.county_fips, o.contract_id, c.parent_id
  from stg_cms_ma_landscape_2022_offers o join contract c using (contract_id)
  where o.plan_type in ('HMO', 'Local PPO')
), served as (
  select 'contract' as level, county_fips, contract_id as system_id from offered
  union
  select 'parent', county_fips, parent_id from offered
)
select s.county_fips as area_id, s.level, s.system_id, e.people as population from served s left join eligible e using (county_fips)
union all
select county_fips, 'county', county_fips, population from county
order by all;
