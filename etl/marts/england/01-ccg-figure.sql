-- one row per source, period, published unit, topic and item: every published figure of the edition
create table ccg_figure as
select 'qof-ccg' as source_id, period, unit_code, coalesce(topic, '') as topic, item, value, status from stg_qof_ccg_figures
union all
select 'hes-apc-ccg', period, unit_code, coalesce(topic, ''), item, value, status from stg_hes_apc_ccg_figures
union all
select 'mar-ccg-monthly', period, unit_code, coalesce(topic, ''), item, value, status from stg_mar_ccg_monthly_figures;

-- one row per unit among the CCGs that is not one: totals, commissioning hubs, national commissioners
create table non_ccg_unit as
select * from (values
  ('ENGLAND', 'published total'),
  ('59999', 'commissioner unknown'),
  ('X24', 'NHS England as commissioner'),
  ('13Q', 'commissioning hub'), ('13R', 'commissioning hub'), ('13V', 'commissioning hub'), ('13W', 'commissioning hub'),
  ('13X', 'commissioning hub'), ('14A', 'commissioning hub'), ('14E', 'commissioning hub'), ('14F', 'commissioning hub'),
  ('14G', 'commissioning hub'), ('14H', 'commissioning hub'), ('14K', 'commissioning hub'), ('15L', 'commissioning hub')
) as t(unit_code, what);

-- one row per source, period and CCG code that was listed before the CCG existed: HES of 2017-18 has a row for Birmingham and Solihull
-- (made in April 2018) with 1 to 7 admissions, shown as *, and zeros. Counted, it would withhold the 380,000 admissions of its predecessors.
create table premature_unit as
select * from (values ('hes-apc-ccg', '2017-18', '15E')) as t(source_id, period, unit_code);

-- one row per CCG code that ever existed, with the sub-ICB location that follows it
create table ccg_successor as
select ccg_code, sub_icb_code as system_id from stg_org_changes_ccg_successors;
