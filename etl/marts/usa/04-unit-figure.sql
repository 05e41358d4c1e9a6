-- one row per source, period, level, system, topic and item
create table unit_figure (source_id varchar, period varchar, level varchar, system_id varchar, topic varchar, item varchar, value double, status varchar, parts integer);

-- Star Ratings of contracts: two sources that do not overlap, under one name
insert into unit_figure by name
with rated as (
  select * from stg_cms_star_ratings_figures union all select * from stg_medicarestars_2008_2022_figures
)
select 'star-ratings' as source_id, period, 'contract' as level, unit_code as system_id, topic, item, value, status, 1 as parts
from rated
where unit_code in (select contract_id from contract);

-- of the members of a parent's rated contracts, the share in contracts with four stars or more
insert into unit_figure by name
with enrolled as (
  select unit_code as contract_id, 'rating-' || left(period, 4) as period, value as members
  from stg_cms_ma_enrollment_figures
  where item = 'members' and period like '%-08' and value is not null
), rated as (
  select unit_code as contract_id, period, value as stars from stg_cms_star_ratings_figures where topic = 'overall-stars' and value is not null
), owner as (
  select period, contract_id, parent_id_of(parent) as parent_id from rated_contract where parent is not null
)
select
  'members-by-stars' as source_id, period, 'parent' as level, parent_id as system_id, '' as topic, 'share_four_stars' as item,
  100 * sum(members) filter (where stars >= 4) / sum(members) as value, 'final' as status, count(*)::integer as parts
from enrolled
join rated using (contract_id, period)
join owner using (contract_id, period)
where contract_id in (select contract_id from contract)
group by period, parent_id
having sum(members) > 0;

update unit_figure set value = 0 where source_id = 'members-by-stars' and value is null;

insert into unit_figure by name
select 'cms-mapping-medicare-disparities' as source_id, period, 'county' as level, unit_code as system_id, topic, item, value, status, 1 as parts
from stg_cms_mapping_medicare_disparities_figures
where unit_code in (select county_fips from county);

insert into unit_figure by name
select 'cms-ma-enrollment' as source_id, period, 'county' as level, unit_code as system_id, coalesce(topic, '') as topic, item, value, status, 1 as parts
from stg_cms_ma_enrollment_figures
where item in ('eligibles', 'enrolled') and unit_code in (select county_fips from county);

-- acute bed days of the hospitals that stand in a county, beside its residents
insert into unit_figure by name
with day as (
  select f.period, h.county_fips, sum(f.value) as days, count(*)::integer as hospitals
  from stg_hcris_beds_figures f
  join stg_hcris_beds_hospitals h on h.ccn = f.unit_code
  -- most reports that end in 2016 or 2019 are not in the file: the county's days would be those of some hospitals
  where f.item = 'acute_inpatient_days' and f.period in ('2017', '2018') and f.value is not null and h.county_fips in (select county_fips from county where population > 0)
  group by all
)
select 'county-bed-days' as source_id, period, 'county' as level, county_fips as system_id, '' as topic, 'acute_inpatient_days' as item, days as value, 'final' as status, hospitals as parts
from day
union all
select 'county-bed-days', d.period, 'county', d.county_fips, '', 'residents', c.population, 'final', 1 from day d join county c using (county_fips);

insert into unit_figure by name
with figure as (
  select 'cms-hospital-star-input' as source_id, period, unit_code, topic, item, value, status from stg_cms_hospital_star_input_figures
  union all
  select 'cms-care-compare-2024-07', period, unit_code, topic, item, value, status from stg_cms_care_compare_2024_07_figures
  union all
  select 'hcris-beds', period, unit_code, coalesce(topic, ''), item, value, status from stg_hcris_beds_figures
  union all
  select 'hospital-beds', b.period, b.unit_code, '', 'bed_days_available', b.value * d.value, if(b.value is null or d.value is null, 'missing', 'final')
  from stg_hcris_beds_figures b
  join stg_hcris_beds_figures d on d.unit_code = b.unit_code and d.period = b.period and d.item = 'period_days'
  where b.item = 'acute_beds'
)
select source_id, period, 'hospital' as level, unit_code as system_id, coalesce(topic, '') as topic, item, value, status, 1 as parts
from figure
where unit_code in (select ccn from stg_cms_care_compare_2024_07_hospitals);
