-- one row per area and trust: admissions shares, duplicates added (trusts were renamed to their successors without adding
-- up) and rescaled to sum to one over what is observed
insert into choice by name
with summed as (
  select area_id, trust_code, sum(share order by share) as share from stg_choice_hospital_use group by all
), total as (
  select area_id, sum(share order by trust_code) as share from summed group by all
)
select 'hospital-use-2018' as definition, s.area_id, s.trust_code as option_id, n.name as option_name, s.share / t.share as share
from summed s
join total t using (area_id)
left join stg_trusts_trusts n on n.code = s.trust_code
order by all;

-- one row per area and primary care network whose catchment covers its centre
insert into choice by name
select 'gp-network-2020' as definition, c.area_id, c.network_code as option_id, n.name as option_name, null as share
from stg_choice_gp_networks c
left join stg_practice_map_networks n on n.code = c.network_code
where network_code is not null
order by all;
