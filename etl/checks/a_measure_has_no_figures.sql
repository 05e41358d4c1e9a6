select m.measure_id from measure_statistic m anti join measure_stratum s on s.measure_id = m.measure_id and s.numerator is not null
