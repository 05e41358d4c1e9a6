select d.period, d.unit_code, d.topic, d.value as denominator, e.value as exceptions, s.value as published
from ccg_figure d
join ccg_figure e on e.source_id = 'qof-ccg' and e.period = d.period and e.unit_code = d.unit_code and e.topic = d.topic and e.item = 'exceptions'
join ccg_figure s on s.source_id = 'qof-ccg' and s.period = d.period and s.unit_code = d.unit_code and s.topic = d.topic and s.item = 'denominator_plus_exceptions'
where d.source_id = 'qof-ccg' and d.item = 'denominator' and d.value + e.value <> s.value
