select area_id
from area_name
where kind in ('practice', 'near')
group by area_id
having count(distinct kind) > 1
