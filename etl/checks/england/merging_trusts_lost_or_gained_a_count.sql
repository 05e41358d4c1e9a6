-- what general acute trusts and their predecessors published must come out of the trusts, figure by figure
with before as (
  select f.source_id, f.period, f.topic, f.item, sum(f.value) as total
  from trust_figure f
  join trust_successor s on s.code = f.unit_code
  where s.system_id in (select system_id from system where level = 'trust')
  group by all
  having bool_and(f.value is not null)
), after as (
  select source_id, period, topic, item, sum(value) as total from unit_figure where level = 'trust' group by all
)
select * from before left join after using (source_id, period, topic, item)
where after.total is null or abs(before.total - after.total) > 1e-6 * greatest(before.total, 1)
