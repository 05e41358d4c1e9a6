-- boards since 2022: figures published by board, under ONS codes
insert into unit_figure by name
with figure as (
  select 'ae-series' as source_id, period, unit_code, topic, item, value, status from stg_ae_series_icb_figures
  union all
  select 'discharge-ready', period, unit_code, coalesce(topic, ''), item, value, status
  from stg_discharge_ready_icb_figures
  where item in ('patients_discharged', 'not_meeting_criteria_patient_days')
)
select f.source_id, f.period, 'icb' as level, s.system_id, f.topic, f.item, f.value, f.status, 1 as parts
from figure f
join system s on s.level = 'icb' and s.ons_code = f.unit_code;

-- beds that boards' residents fill, apportioned: each trust's occupied beds by the shares of its catchment population that live in each
-- board. A month in which a trust with a share sent nothing is not complete, and that board has no value.
insert into unit_figure by name
with bed as (
  select period, unit_code as trust_code, value * date_part('day', last_day((period || '-01')::date)) as bed_days, status
  from stg_beds_monthly_uec_figures
  where topic = 'general-acute' and item = 'occupied'
), apportioned as (
  select b.period, y.system_id, sum(b.bed_days * t.share order by b.trust_code) as bed_days, count(*)::integer as parts
  from bed b
  join stg_trust_places_trust_icb t using (trust_code)
  join system y on y.level = 'icb' and y.ons_code = t.icb_code
  where b.bed_days is not null
  group by all
)
select 'beds-apportioned' as source_id, period, 'icb' as level, system_id, '' as topic, 'occupied_bed_days' as item, bed_days as value, 'final' as status, parts
from apportioned
union all
select 'beds-apportioned', a.period, 'icb', a.system_id, '', 'residents', s.population, 'final', 1
from apportioned a join system s on s.level = 'icb' and s.system_id = a.system_id;
