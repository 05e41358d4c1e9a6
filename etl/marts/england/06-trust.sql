-- one row per trust code that figures use, with the trust that follows it. Two mergers of April 2020 are missing from the published
-- look-up: the choice file, which uses the successors of 2021, has their patients under RA7 and RH5. Pennine Acute (RW6) was divided
-- between two trusts in October 2021: its figures cannot be, so it stays a system of its own.
create table trust_successor as
select code, coalesce(successor_code, code) as system_id from stg_trust_changes_successors where code not in ('RA3', 'RBA')
union all
select * from (values ('RA3', 'RA7'), ('RBA', 'RH5')) as t(code, system_id);

-- one row per area and general acute trust: share of the area's admissions, and the people that it stands for. Specialist hospitals
-- serve patients from everywhere and are not compared with general ones.
create table trust_catchment as
select c.area_id, s.system_id, sum(c.share order by c.option_id) as share, sum(c.share * a.population order by c.option_id) as people
from choice c
join trust_successor s on s.code = c.option_id
join area a using (area_id)
left join stg_trust_places_types t on t.trust_code = s.system_id
where c.definition = 'hospital-use-2018' and coalesce(t.type, '') <> 'Acute hospital - NHS specialist'
group by all;

-- one row per area: share of residents in the most deprived fifth of LSOAs
create table area_deprivation as
select msoa_code as area_id, coalesce(sum(population) filter (where imd_decile <= 2), 0) / sum(population) as share_most_deprived from lsoa group by 1;

insert into system by name
with people as (
  select
    c.system_id,
    round(sum(c.people order by area_id))::integer as population,
    count(*)::integer as areas,
    sum(c.people * a.share_75_plus order by area_id) / sum(c.people order by area_id) as share_75_plus,
    sum(c.people * a.share_65_plus order by area_id) / sum(c.people order by area_id) as share_65_plus,
    sum(c.people * a.share_rural order by area_id) / sum(c.people order by area_id) as share_rural,
    sum(c.people * d.share_most_deprived order by area_id) / sum(c.people order by area_id) as share_most_deprived
  from trust_catchment c
  join area a using (area_id)
  join area_deprivation d using (area_id)
  group by c.system_id
)
select
  p.system_id, 'trust' as level, n.name,
  -- every trust's name ends in one of these
  trim(regexp_replace(n.name, '(?i)\s+(NHS Foundation Trust|NHS Trust)$', '')) as short_name,
  null as parent_id, null as ons_code, coalesce(t.type, 'Acute hospital, closed') as kind, null as region, 'unknown' as integration_type,
  p.population, p.areas, p.share_75_plus, p.share_65_plus, p.share_rural, p.share_most_deprived, o.text as note
from people p
join stg_trusts_trusts n on n.code = p.system_id
left join stg_trust_places_types t on t.trust_code = p.system_id
left join system_note o on o.system_id = p.system_id
order by p.system_id;

insert into area_system by name
select area_id, 'trust' as level, system_id, people as population from trust_catchment order by all;

-- one row per source, period, published organisation, topic and item of the hospital tier
create table trust_figure as
with bed_days as (
  -- average daily beds times the days of the quarter or month
  select
    'kh03' as source_id, period, unit_code, coalesce(topic, '') as topic, item || '_bed_days' as item,
    value * date_diff('day', make_date(left(period, 4)::integer, 3 * right(period, 1)::integer - 2, 1),
      make_date(left(period, 4)::integer, 3 * right(period, 1)::integer - 2, 1) + interval 3 month) as value,
    status
  from stg_kh03_figures
  where topic = 'general-acute'
  union all
  select
    'beds-monthly-uec', period, unit_code, topic, item || '_bed_days',
    value * date_part('day', last_day((period || '-01')::date)), status
  from stg_beds_monthly_uec_figures
), emergency as (
  select 'ae-series' as source_id, period, unit_code, 'all' as topic, item, sum(value) as value, combined_status(status) as status
  from stg_ae_series_figures
  group by period, unit_code, item
), long_stay as (
  -- without the days on which a trust sent zeros or contradicted itself
  select
    'winter-sitrep' as source_id, period, unit_code, 'long-stay' as topic, item,
    case when bool_and(has_value(status)) then sum(if(topic = 'long-stay', value, -value)) end as value,
    combined_status(status) as status
  from stg_winter_sitrep_figures
  where topic in ('long-stay', 'long-stay-zero', 'long-stay-contradictory')
  group by period, unit_code, item
), discharge as (
  -- until May 2023 a day that was not sent stands as zero
  select
    'discharge-ready' as source_id, f.period, f.unit_code, coalesce(f.topic, '') as topic, f.item, f.value, f.status
  from stg_discharge_ready_figures f
  where item in ('patients_discharged', 'not_meeting_criteria_patient_days')
), reported as (
  select period, unit_code, max(value) filter (where item = 'days_reported') - coalesce(max(value) filter (where item = 'days_zero' and period < '2023-06'), 0) as days
  from stg_discharge_ready_figures
  where topic = 'criteria-to-reside'
  group by all
), occupied as (
  -- beds occupied on the days on which the count of patients who need not be there was sent
  select 'criteria-beds' as source_id, b.period, b.unit_code, '' as topic, 'occupied_bed_days' as item, b.value * r.days as value, b.status
  from stg_beds_monthly_uec_figures b
  join reported r using (period, unit_code)
  where b.topic = 'general-acute' and b.item = 'occupied' and r.days > 0
)
select * from bed_days
union all select * replace (case when has_value(status) then value end as value) from emergency
union all select * from long_stay
union all select * from discharge
union all select * from occupied;

-- one part that is missing leaves the trust's sum without a value. Organisations that are no general acute trusts are left out.
insert into unit_figure by name
select
  f.source_id, f.period, 'trust' as level, s.system_id, f.topic, f.item,
  case when bool_and(has_value(f.status)) then sum(f.value order by f.unit_code) end as value,
  combined_status(f.status) as status,
  count(*)::integer as parts
from trust_figure f
join trust_successor s on s.code = f.unit_code
join system y on y.level = 'trust' and y.system_id = s.system_id
group by all
order by all;

-- former trusts that are part of one now, with the periods in which they have figures
insert into predecessor by name
select
  -- trusts that closed long ago are in no list of names
  s.code, coalesce(n.name, 'former trust ' || s.code) as name, s.system_id,
  coalesce(min(f.period), '') as first_period, coalesce(max(f.period), '') as last_period
from trust_successor s
join system y on y.level = 'trust' and y.system_id = s.system_id
left join stg_trusts_trusts n on n.code = s.code
left join trust_figure f on f.unit_code = s.code
where s.code <> s.system_id
group by s.code, n.name, s.system_id
having count(f.period) > 0
order by s.code;
