select region, count(*) as systems
from system
group by region
having count(*) <> case region when 'Scotland' then 14 when 'Wales' then 7 when 'Northern Ireland' then 5 else 0 end
