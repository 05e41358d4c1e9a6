select s.measure_id, s.level, s.system_id, s.period, s.numerator, s.denominator
from measure_stratum s
join measure_statistic t using (measure_id)
where t.statistic = 'proportion' and s.numerator > s.denominator
  -- what is withheld for that reason is declared
  and has_value(s.status)
