-- one figure a source, period, level, system, topic and item; a value exactly when its status says so; no count below zero
select source_id, period, level, system_id, topic, item, count(*) as times, any_value(value) as value, any_value(status) as status
from unit_figure
group by source_id, period, level, system_id, topic, item
having count(*) > 1
  or bool_or((value is null) = has_value(status))
  or bool_or(status not in ('final', 'provisional', 'suppressed', 'missing', 'not-applicable'))
