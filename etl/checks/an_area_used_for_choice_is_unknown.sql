select distinct area_id from choice where area_id not in (select area_id from area)
