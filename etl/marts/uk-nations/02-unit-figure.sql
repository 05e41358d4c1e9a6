-- days of a month or of a calendar quarter
create macro days_in(period) as case
  when period like '____-Q_' then date_diff(
    'day',
    make_date(left(period, 4)::integer, 3 * right(period, 1)::integer - 2, 1),
    (make_date(left(period, 4)::integer, 3 * right(period, 1)::integer - 2, 1) + interval 3 month)::date
  )
  else day(last_day(make_date(left(period, 4)::integer, right(period, 2)::integer, 1)))
end;

-- one row per source, period, level, system, topic and item
create table unit_figure (source_id varchar, period varchar, level varchar, system_id varchar, topic varchar, item varchar, value double, status varchar, parts integer);

-- Scotland. Its published totals (S92000003) are not a system: checks compare boards with them. Projections of the population go on
-- to 2043; those of years without other figures are of no use. Attendances are taken from the newer of the two sources, from 2012 on:
-- the labels of some earlier months, such as 2008-09, are those of financial years too.
insert into unit_figure by name
with figure as (
  select 'public-health-scotland' as source_id, * from stg_public_health_scotland_figures where topic not in ('all-departments', 'emergency-departments')
  union all
  select 'scotland-healthyr', * from stg_scotland_healthyr_figures
)
select source_id, period, 'board' as level, unit_code as system_id, topic, item, value, status, 1 as parts
from figure
where unit_code in (select code from board)
  and (topic <> 'population' or period <= (select max(left(period, 4)) from stg_scotland_healthyr_figures))
  and (item not in ('attendances', 'within_4_hours') or period >= '2012-01');

-- Bed days of Scotland in one series of quarters: daily averages of the newer source times the days of the quarter, which restores the
-- whole number that was divided by them; before its first quarter the bed days of the older source. A check compares the two where
-- both have the quarter.
create table scottish_bed as
select
  period, unit_code, topic,
  case item when 'average_available' then 'available_bed_days' else 'occupied_bed_days' end as item,
  round(value * days_in(period)) as value,
  status
from stg_scotland_healthyr_figures
where item in ('average_available', 'average_occupied');

insert into unit_figure by name
with series as (
  select period, unit_code, topic, item, value, status from scottish_bed
  union all
  select period, unit_code, topic, item, value, status
  from stg_public_health_scotland_figures
  where item in ('available_bed_days', 'occupied_bed_days') and period < (select min(period) from scottish_bed)
)
select 'scotland-beds' as source_id, period, 'board' as level, unit_code as system_id, topic, item, value, status, 1 as parts
from series
where unit_code in (select code from board) and topic in ('all-specialties', 'all-acute');

insert into unit_figure by name
select 'wales-healthyr' as source_id, period, 'board' as level, unit_code as system_id, topic, item, value, status, 1 as parts
from stg_wales_healthyr_figures;

-- bed days of Wales: published daily averages, rounded to hundredths, times the days of the month
insert into unit_figure by name
select
  'wales-beds' as source_id, period, 'board' as level, unit_code as system_id, topic,
  case item when 'average_available' then 'available_bed_days' else 'occupied_bed_days' end as item,
  value * days_in(period) as value, status, 1 as parts
from stg_wales_healthyr_figures
where item in ('average_available', 'average_occupied');

-- Northern Ireland. Two trusts stop reporting while they change systems: where others have figures, theirs are missing and are
-- listed as such. Every trust has acute services and waiting lists; of other services a trust may have none.
insert into unit_figure by name
with given as (
  select period, topic, item from stg_ni_healthyr_figures where topic in ('acute-services', 'waiting-lists') group by all
), listed as (
  select g.period, g.topic, g.item, t.code as unit_code from given g cross join stg_ni_healthyr_trusts t
  union
  select period, topic, item, unit_code from stg_ni_healthyr_figures
)
select
  'ni-healthyr' as source_id, l.period, 'board' as level, l.unit_code as system_id, l.topic, l.item, f.value, coalesce(f.status, 'missing') as status,
  1 as parts
from listed l
left join stg_ni_healthyr_figures f using (period, topic, item, unit_code);
