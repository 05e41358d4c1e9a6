with total as (
  select measure_id, period, level, sum(numerator) as numerator, sum(denominator) as denominator
  from measure_stratum
  group by all
  having bool_and(numerator is not null)
)
select * from total i join total s using (measure_id, period)
where i.level = 'icb' and s.level = 'sub-icb' and (i.numerator <> s.numerator or abs(i.denominator - s.denominator) > 1e-9 * s.denominator)
