-- Submissions due per period reported on, by how they stand.
--
-- title   How submissions stand by period | 各期报送情况
-- reads   submissions
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- column  period       Period | 报送期
-- column  standing  Standing | 报送状态
-- column  submissions  Submissions [submissions] | 报送批次 [批]
-- counts  submissions=submissions_due
-- draw    share x=period y=submissions by=standing
-- note    By the month that is reported on; quarterly datasets stand in the last month of the quarter. | 按所报月份统计；按季报送的数据集计入季末月。

select
    date_trunc(coalesce($grain, 'month'), period_end)::date as period,
    standing,
    count(*)::bigint as submissions
from submissions
where standing <> 'not_due'
  and period_end between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by period, standing
