select level, count(*) as systems from system where level in ('icb', 'sub-icb') group by level having count(*) <> case level when 'icb' then 42 else 106 end
