select measure_id, level, system_id, period, stratum, count(*) as times from measure_stratum group by all having count(*) > 1
