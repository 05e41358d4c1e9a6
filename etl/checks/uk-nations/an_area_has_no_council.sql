select area_id from area where area_id not in (select area_id from area_name where kind = 'council')
