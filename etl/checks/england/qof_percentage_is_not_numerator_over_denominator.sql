select n.period, n.unit_code, n.topic, n.value as numerator, d.value as denominator, p.value as published
from ccg_figure n
join ccg_figure d on d.source_id = 'qof-ccg' and d.period = n.period and d.unit_code = n.unit_code and d.topic = n.topic and d.item = 'denominator'
join ccg_figure p on p.source_id = 'qof-ccg' and p.period = n.period and p.unit_code = n.unit_code and p.topic = n.topic and p.item = 'achievement_percent'
where n.source_id = 'qof-ccg' and n.item = 'numerator' and d.value > 0 and abs(100 * n.value / d.value - p.value) > 5e-10
