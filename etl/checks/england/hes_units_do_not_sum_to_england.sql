-- Exact until 2016-17. From 2017-18 the publisher rounds each unit to the nearest 5, so the sum may miss the total by as much.
-- A withheld cell makes the sum fall short: by 1 to 7, or by more where a second cell was withheld to protect the first (up to
-- 66 a cell in these tables), so a shortfall of up to 100 a withheld cell is explained. A sum above the total never is.
with totals as (
  select
    period,
    item,
    max(value) filter (where unit_code = 'ENGLAND') as england,
    sum(value) filter (where unit_code <> 'ENGLAND') as summed,
    count(*) filter (where unit_code <> 'ENGLAND') as units,
    count(*) filter (where unit_code <> 'ENGLAND' and status = 'suppressed') as withheld
  from ccg_figure
  where source_id = 'hes-apc-ccg'
  group by period, item
), allowed as (
  select *, england - summed as shortfall, case when period < '2017-18' then 0 else 2.5 * units end as rounding from totals
)
select * from allowed
where england is null or shortfall < -rounding or shortfall > rounding + 100 * withheld
