select * from ccg_figure where (value is null) = (status in ('final', 'provisional')) or status not in ('final', 'provisional', 'suppressed', 'missing', 'not-applicable')
