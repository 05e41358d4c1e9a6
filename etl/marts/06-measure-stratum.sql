-- one row per measure, side, stratum, period and sub-ICB location: the sum of the figures that the measure names.
-- A unit that lacks a figure which others have in the period has no sum.
create table measure_side as
with figure as (
  select m.measure_id, m.side, m.stratum, f.period, f.system_id, f.value, f.status
  from measure_figure m
  join unit_figure f on f.source_id = m.source_id and f.topic = m.topic and f.item = m.item
), summed as (
  select
    measure_id, side, stratum, period, system_id,
    sum(value) as value,
    count(*)::integer as figures,
    combined_status(status) as status
  from figure
  group by all
), expected as (
  select measure_id, side, stratum, period, max(figures) as figures from summed group by all
)
select
  s.measure_id, s.side, s.stratum, s.period, s.system_id,
  case when s.figures = e.figures and has_value(s.status) then s.value end as value,
  case when s.figures < e.figures then 'missing' else s.status end as status
from summed s
join expected e using (measure_id, side, stratum, period);

-- one row per measure, stratum, period and sub-ICB location, present or not
create table unit_stratum as
with denominator_period as (
  select distinct n.measure_id, n.stratum, n.period, coalesce(y.financial_year, n.period) as denominator_period
  from measure_side n
  left join month_in_year y on y.month = n.period
  where n.side = 'numerator'
), grid as (
  select p.*, s.system_id, s.parent_id
  from denominator_period p
  -- a period without denominators anywhere is not a period of the measure
  semi join measure_side d on d.measure_id = p.measure_id and d.side = 'denominator' and d.period = p.denominator_period
  cross join system s
  where s.level = 'sub-icb'
)
select
  g.measure_id, g.stratum, g.period, g.system_id, g.parent_id,
  n.value as numerator,
  d.value as denominator,
  case
    when n.measure_id is null or d.measure_id is null then 'missing'
    when not has_value(n.status) then n.status
    else case when d.status = 'final' then n.status else d.status end
  end as status,
  case
    when n.measure_id is null then 'The published file has no row for this place in this period.'
    when n.status = 'missing' then 'The numerator is not published for this place in this period.'
    when d.measure_id is null or d.status = 'missing' then 'The denominator is not published for this place in this period.'
  end as note
from grid g
left join measure_side n on n.measure_id = g.measure_id and n.side = 'numerator' and n.stratum = g.stratum and n.period = g.period
  and n.system_id = g.system_id
left join measure_side d on d.measure_id = g.measure_id and d.side = 'denominator' and d.stratum = g.stratum
  and d.period = g.denominator_period and d.system_id = g.system_id;

-- levels above are sums of all their parts; one part without figures leaves the whole without a value
insert into measure_stratum by name
with levelled as (
  select measure_id, 'sub-icb' as level, system_id, stratum, period, numerator, denominator, status, note from unit_stratum
  union all
  select
    measure_id,
    'icb' as level,
    parent_id as system_id,
    stratum,
    period,
    case when bool_and(has_value(status)) then sum(numerator) end as numerator,
    -- in a stated order: registered people by age are fractions, whose sum must be the same in every build
    case when bool_and(has_value(status)) then sum(denominator order by system_id) end as denominator,
    combined_status(status) as status,
    'A part has no figures: ' || string_agg(system_id, ', ' order by system_id) filter (where not has_value(status)) || '.' as note
  from unit_stratum
  group by all
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
