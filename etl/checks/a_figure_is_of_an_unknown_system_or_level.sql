select distinct f.level, f.system_id from unit_figure f anti join system s on s.level = f.level and s.system_id = f.system_id
