select level, system_id from system anti join boundary using (level, system_id) where level in ('icb', 'sub-icb')
