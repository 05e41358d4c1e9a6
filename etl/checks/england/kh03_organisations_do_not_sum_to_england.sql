select
  period, topic, item,
  max(value) filter (where unit_code = 'ENGLAND') as england,
  sum(value) filter (where unit_code <> 'ENGLAND') as summed
from stg_kh03_figures
group by all
having england is null or abs(summed - england) > 0.01
