-- every contract on offer has its names and its parent from the ratings: none is dropped from the count of choice
select distinct contract_id
from stg_cms_ma_landscape_2022_offers
where contract_id not in (select contract_id from contract where parent_id is not null)
