-- People and delays are only in boards: their sums are exact. Of the rest the total of Scotland has a part that is not in any board: the
-- Golden Jubilee, hospitals outside the NHS and the hospital of the pandemic. The part is small: stays and bed days of all inpatients up
-- to 3%, nearly none of them emergencies; patients, mostly planned, up to 5%. Small counts of stays are altered by the publisher against
-- disclosure, by far less than that part. A sum above the total is never explained.
with allowed (topic, item, share) as (
  values
    ('population', 'all_ages', 0), ('population', 'aged_65_plus', 0), ('population', 'aged_75_plus', 0),
    ('aged-18-plus', 'delayed_bed_days', 0), ('aged-75-plus', 'delayed_bed_days', 0),
    ('all-acute', 'available_bed_days', 0.03), ('all-acute', 'occupied_bed_days', 0.03),
    ('all-inpatients', 'stays', 0.03), ('all-inpatients', 'length_of_stay', 0.03),
    ('emergency-inpatients', 'stays', 0.005), ('emergency-inpatients', 'length_of_stay', 0.005),
    ('all-admissions', 'deaths', 0.05), ('all-admissions', 'patients', 0.05)
), published as (
  select * from stg_public_health_scotland_figures union all select * from stg_scotland_healthyr_figures
), total as (
  select
    topic, item, period, any_value(share) as share,
    max(value) filter (where unit_code = 'S92000003') as scotland,
    sum(value) filter (where unit_code <> 'S92000003') as summed,
    count(value) filter (where unit_code <> 'S92000003') as boards
  from published
  join allowed using (topic, item)
  -- daily averages of beds have no total; every topic here has one in each period
  group by topic, item, period
)
select * from total where scotland is null or boards <> 14 or summed > scotland or summed < (1 - share) * scotland
