select area_id, kind, name, count(*) as times
from area_name
group by all
having times > 1 or trim(name) = '' or area_id not in (select area_id from area)
