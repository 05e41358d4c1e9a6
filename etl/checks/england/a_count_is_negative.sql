select * from ccg_figure where value < 0
