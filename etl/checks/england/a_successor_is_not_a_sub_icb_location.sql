select ccg_code, system_id from ccg_successor where system_id not in (select system_id from system where level = 'sub-icb')
