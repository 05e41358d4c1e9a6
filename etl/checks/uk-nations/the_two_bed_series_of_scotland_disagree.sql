-- Where both sources have a quarter the newer differs by revisions alone: nothing for most boards, and under 3% for the rest.
select n.period, n.unit_code, n.topic, n.item, n.value as newer, o.value as older
from scottish_bed n
join stg_public_health_scotland_figures o using (period, unit_code, topic, item)
where n.topic in ('all-specialties', 'all-acute') and abs(n.value / o.value - 1) > 0.03
