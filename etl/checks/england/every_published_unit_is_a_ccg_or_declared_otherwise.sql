select distinct source_id, period, unit_code
from ccg_figure
where unit_code not in (select ccg_code from ccg_successor) and unit_code not in (select unit_code from non_ccg_unit)
