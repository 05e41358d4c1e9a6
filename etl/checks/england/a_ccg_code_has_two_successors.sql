select ccg_code, count(*) as successors from ccg_successor group by all having count(*) <> 1
