select definition, area_id, sum(share) as total
from choice
where share is not null
group by all
having abs(sum(share) - 1) > 1e-9
