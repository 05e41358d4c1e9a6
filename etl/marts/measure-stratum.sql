-- one row per measure, side, stratum, period, level and system: the sum of the figures that the measure names.
-- A unit that lacks a figure which others of its level have in the period has no sum.
create table measure_side as
with figure as (
  select m.measure_id, m.side, m.stratum, f.period, f.level, f.system_id, f.value, f.status
  from measure_figure m
  join unit_figure f on f.source_id = m.source_id and f.topic = m.topic and f.item = m.item
), summed as (
  select
    measure_id, side, stratum, period, level, system_id,
    -- in a stated order: some figures are fractions, whose sum must be the same in every build
    sum(value order by value) as value,
    count(*)::integer as figures,
    combined_status(status) as status
  from figure
  group by all
), expected as (
  select measure_id, side, stratum, period, level, max(figures) as figures from summed group by all
)
select
  s.measure_id, s.side, s.stratum, s.period, s.level, s.system_id,
  case when s.figures = e.figures and has_value(s.status) then s.value end as value,
  case when s.figures < e.figures then 'missing' else s.status end as status
from summed s
join expected e using (measure_id, side, stratum, period, level);

-- one row per measure, level, stratum and period with a numerator: where its denominator is to be found. That of the period itself, or
-- of the year in which it lies. A period without denominators anywhere is not a period of the measure.
create table measure_period as
with numerator as (
  select distinct n.measure_id, n.level, n.stratum, n.period from measure_side n where n.side = 'numerator'
), candidate as (
  select measure_id, level, stratum, period, period as denominator_period, 0 as preference from numerator
  union all
  select n.measure_id, n.level, n.stratum, n.period, y.year, y.preference from numerator n join period_in_year y using (period)
)
select c.measure_id, c.level, c.stratum, c.period, arg_min(c.denominator_period, c.preference) as denominator_period
from candidate c
semi join measure_side d on d.measure_id = c.measure_id and d.level = c.level and d.side = 'denominator' and d.period = c.denominator_period
group by c.measure_id, c.level, c.stratum, c.period
union all
-- a published value has no denominator
select n.measure_id, n.level, n.stratum, n.period, null
from numerator n join measure_statistic t using (measure_id)
where t.statistic = 'published';

-- one row per measure, level, stratum, period and system that a table of the level lists: all of the level, or those that report
create table measure_unit as
select p.*, s.system_id, s.parent_id
from measure_period p
join level_roster r on r.level = p.level and r.roster = 'all'
join system s on s.level = p.level
union all
select f.*, s.parent_id
from (
  select p.*, n.system_id
  from measure_period p
  join measure_side n on n.side = 'numerator' and n.measure_id = p.measure_id and n.level = p.level and n.stratum = p.stratum and n.period = p.period
  union
  select p.*, d.system_id
  from measure_period p
  join measure_side d on d.side = 'denominator' and d.measure_id = p.measure_id and d.level = p.level and d.stratum = p.stratum
    and d.period = p.denominator_period
) f
join level_roster r on r.level = f.level and r.roster = 'reporting'
join system s on s.level = f.level and s.system_id = f.system_id;

-- one row per measure, level with figures of its own, stratum, period and system, present or not
create table unit_stratum as
select
  u.measure_id, u.level, u.stratum, u.period, u.system_id, u.parent_id,
  n.value as numerator,
  d.value as denominator,
  case
    when n.measure_id is null or (d.measure_id is null and t.statistic <> 'published') then 'missing'
    when not has_value(n.status) or t.statistic = 'published' then n.status
    else case when d.status = 'final' then n.status else d.status end
  end as status,
  case
    when n.measure_id is null then 'The published file has no row for this place in this period.'
    when n.status = 'missing' then 'The numerator is not published for this place in this period.'
    when t.statistic <> 'published' and (d.measure_id is null or d.status = 'missing') then 'The denominator is not published for this place in this period.'
  end as note
from measure_unit u
join measure_statistic t using (measure_id)
left join measure_side n on n.measure_id = u.measure_id and n.side = 'numerator' and n.level = u.level and n.stratum = u.stratum
  and n.period = u.period and n.system_id = u.system_id
left join measure_side d on d.measure_id = u.measure_id and d.side = 'denominator' and d.level = u.level and d.stratum = u.stratum
  and d.period = u.denominator_period and d.system_id = u.system_id;

-- a level above is the sum of all its parts, where it has no figures of its own; one part without figures leaves the whole without a value
insert into measure_stratum by name
with levelled as (
  select measure_id, level, system_id, stratum, period, numerator, denominator, status, note from unit_stratum
  union all
  select
    u.measure_id,
    v.level,
    u.parent_id as system_id,
    u.stratum,
    u.period,
    case when bool_and(has_value(u.status)) then sum(u.numerator order by u.system_id) end as numerator,
    case when bool_and(has_value(u.status)) then sum(u.denominator order by u.system_id) end as denominator,
    combined_status(u.status) as status,
    'A part has no figures: ' || string_agg(u.system_id, ', ' order by u.system_id) filter (where not has_value(u.status)) || '.' as note
  from unit_stratum u
  join level_roster v on v.sum_of = u.level
  where not exists (select 1 from unit_stratum o where o.measure_id = u.measure_id and o.level = v.level)
  group by u.measure_id, v.level, u.parent_id, u.stratum, u.period
)
select
  l.measure_id, l.level, l.system_id, l.period, l.stratum, l.numerator, l.denominator,
  coalesce(w.status, l.status) as status,
  nullif(concat_ws(' ', coalesce(w.reason, l.note), r.text), '') as note
from levelled l
left join measure_withheld w using (measure_id, period, system_id)
left join measure_remark r using (measure_id, period, system_id)
semi join measure_level m on m.measure_id = l.measure_id and m.level = l.level
order by l.measure_id, l.level, l.period, l.system_id, l.stratum;
