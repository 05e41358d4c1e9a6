-- what goes into the 106 locations must come out of them, figure by figure
with before as (
  select source_id, period, topic, item, sum(value) as total
  from ccg_figure anti join premature_unit using (source_id, period, unit_code)
  where unit_code not in (select unit_code from non_ccg_unit) and not ends_with(item, '_percent')
  group by all
  having bool_and(value is not null)
), after as (
  select source_id, period, topic, item, sum(value) as total from unit_figure group by all
)
-- a few published list sizes are estimates with decimals; a lost count is at least 1
select * from before join after using (source_id, period, topic, item) where abs(before.total - after.total) > 1e-9 * before.total
