-- The registered list is the denominator of hospital rates. Where practices left the QOF it covers only some of the people whom the
-- hospitals count: such a year must be withheld, or be one of a declared boundary change.
with list as (
  select system_id, period, value, lag(value) over (partition by system_id order by period) as before
  from unit_figure
  where source_id = 'qof-ccg' and topic = 'LIST' and item = 'list_size'
)
select l.system_id, l.period, l.before, l.value
from list l
where abs(l.value / l.before - 1) > 0.1
  and not exists (
    select 1 from measure_withheld w
    join list p on p.system_id = l.system_id and p.period < l.period
    where w.measure_id = 'bed-days' and w.system_id = l.system_id and (w.period = l.period or w.period = p.period)
  )
