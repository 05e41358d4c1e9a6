-- a name in capitals as it is written: FORT WAYNE is Fort Wayne
create macro readable(capitals) as array_to_string([upper(left(word, 1)) || lower(substr(word, 2)) for word in string_split(capitals, ' ')], ' ');

-- one row per county and town in which one of its hospitals stands
insert into area_name by name
select distinct b.county_fips as area_id, 'town' as kind, readable(h.city) as name
from stg_hcris_beds_hospitals b
join stg_cms_care_compare_2024_07_hospitals h using (ccn)
join area a on a.area_id = b.county_fips
where h.city is not null and readable(h.city) <> a.name
order by all;
