select * from lsoa
where population is null or imd_decile is null or rural is null
  or sub_icb_code not in (select system_id from system where level = 'sub-icb')
  or icb_code not in (select system_id from system where level = 'icb')
