select s.system_id from system s anti join boundary b on b.level = s.level and b.system_id = s.system_id where s.region = 'Scotland'
