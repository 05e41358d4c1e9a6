select
  period,
  item,
  max(value) filter (where unit_code = 'ENGLAND') as england,
  sum(value) filter (where unit_code <> 'ENGLAND') as summed
from ccg_figure
where source_id = 'mar-ccg-monthly'
group by period, item
having england is null or abs(summed - england) > 0
