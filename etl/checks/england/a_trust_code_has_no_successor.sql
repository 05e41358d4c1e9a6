select distinct unit_code from trust_figure
where regexp_matches(unit_code, '^R[A-Z0-9]{2}$') and unit_code not in (select code from trust_successor)
