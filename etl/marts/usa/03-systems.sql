insert into system by name
with reach as (
  select level, system_id, sum(population)::integer as people, count(*)::integer as areas from area_system where level in ('contract', 'parent') group by all
), unit as (
  select
    'contract' as level,
    contract_id as system_id,
    case when lower(contract_name) = lower(marketing_name) then marketing_name else marketing_name || ' (' || contract_name || ')' end as name,
    marketing_name || coalesce(' (' || place || ')', '') as short_name,
    parent_id,
    kind,
    place as region
  from contract
  union all
  select 'parent', parent_id, name, name, null, null, null from parent
  union all
  select 'parent', 'veterans-health-administration', 'Veterans Health Administration', 'Veterans Health Administration', null, 'Federal health system', null
  union all
  select 'hospital', ccn, name, name || ' (' || state || ')', case when vha = 1 then 'veterans-health-administration' end, type, state from stg_cms_care_compare_2024_07_hospitals
)
select
  u.system_id, u.level, u.name, u.short_name, u.parent_id, null as ons_code, u.kind, u.region, 'unknown' as integration_type,
  r.people as population, coalesce(r.areas, 0) as areas,
  null as share_75_plus, null as share_65_plus, null as share_rural, null as share_most_deprived, n.text as note
from unit u
left join reach r on r.level = u.level and r.system_id = u.system_id
left join system_note n on n.system_id = u.system_id
union all
select
  c.county_fips, 'county', c.name || ', ' || c.state, c.name || ', ' || c.state, null, null, null, c.state, 'unknown',
  c.population::integer, 1, null, c.aged_65_plus / nullif(c.population, 0), 1 - c.urban, null, n.text
from county c
left join system_note n on n.system_id = c.county_fips
order by level, system_id;

-- names that a contract had over the years, and its owners
insert into system_name by name
with given as (
  select contract_id, contract_name as name, period, 'former' as kind from rated_contract where contract_name is not null
  union all
  select contract_id, marketing_name, period, 'marketing' from rated_contract where marketing_name is not null
  union all
  select contract_id, parent, period, 'owner' from rated_contract where parent is not null
)
select 'contract' as level, contract_id as system_id, arg_max(name, period) as name, kind, min(period) as first_period, max(period) as last_period
from given
where contract_id in (select contract_id from contract)
group by contract_id, kind, lower(name)
order by all;

-- what everyone calls it
insert into system_name by name
select 'parent' as level, 'veterans-health-administration' as system_id, 'VHA' as name, 'also' as kind, null as first_period, null as last_period;

-- one row per contract with a count of its members, in the earliest month that has one: nearest to the ratings
insert into enrolment by name
select 'contract' as level, unit_code as system_id, min(period) as month, arg_min(value, period) as enrolled
from stg_cms_ma_enrollment_figures
where item = 'members' and value is not null and unit_code in (select contract_id from contract)
group by unit_code
order by unit_code;
