-- one row per rating year and contract: names and parent as published, in both sources of Star Ratings
create table rated_contract as
select period, contract_id, organisation_type, contract_name, marketing_name, parent from stg_cms_star_ratings_contracts
union all
select period, contract_id, organisation_type, contract_name, marketing_name, parent from stg_medicarestars_2008_2022_contracts;

-- an id for a parent organisation, which is published by name only: its letters and digits
create macro parent_id_of(name) as trim(regexp_replace(replace(lower(name), '’', ''''), '[^a-z0-9]+', '-', 'g'), '-');

-- one row per contract of health care (H local, R regional): drug plans (S), employers' drug plans (E) and demonstrations are no systems
create table contract as
with named as (
  select *, row_number() over (partition by contract_id order by period desc) as age from rated_contract where regexp_matches(contract_id, '^[HR]\d{4}$')
), parent as (
  select contract_id, arg_max(parent, period) as parent from named where parent is not null group by contract_id
), place as (
  select contract_id, count(distinct c.state) as states, string_agg(distinct c.state, ', ' order by c.state) as state_names
  from stg_cms_ma_landscape_2022_offers o join stg_cms_ma_landscape_2022_counties c using (county_fips)
  group by contract_id
)
select
  n.contract_id,
  coalesce(n.contract_name, n.marketing_name, n.contract_id) as contract_name,
  coalesce(n.marketing_name, n.contract_name, n.contract_id) as marketing_name,
  n.organisation_type as kind,
  p.parent,
  parent_id_of(p.parent) as parent_id,
  case when l.states <= 3 then l.state_names end as place
from named n
left join parent p using (contract_id)
left join place l using (contract_id)
where n.age = 1;

-- one row per parent organisation that ever owned a contract, under its latest spelling
create table parent as
select parent_id_of(parent) as parent_id, arg_max(parent, period) as name
from rated_contract
where parent is not null and regexp_matches(contract_id, '^[HR]\d{4}$')
group by 1;
