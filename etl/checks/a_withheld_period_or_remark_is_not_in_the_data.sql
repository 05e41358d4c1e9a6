-- a declaration that matches nothing is a spelling mistake
select 'withheld' as kind, measure_id, period, system_id from measure_withheld anti join measure_stratum using (measure_id, period, system_id)
union all
select 'remark', measure_id, period, system_id from measure_remark anti join measure_stratum using (measure_id, period, system_id)
