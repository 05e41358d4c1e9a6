select level, count(*) as systems from system group by level having count(*) <> case level when 'icb' then 42 else 106 end
