select area_id, count(c.option_id) as options
from area a
left join choice c using (area_id)
group by area_id
having count(c.option_id) <> 1 or any_value(c.option_id) <> area_id
