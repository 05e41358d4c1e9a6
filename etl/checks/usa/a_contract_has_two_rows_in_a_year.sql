select period, contract_id, count(*) as times from rated_contract group by all having count(*) > 1
