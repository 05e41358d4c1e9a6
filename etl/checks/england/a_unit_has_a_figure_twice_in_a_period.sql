select source_id, period, unit_code, topic, item, count(*) as times from ccg_figure group by all having count(*) > 1
