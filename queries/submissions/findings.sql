-- Findings in the files submitted, by dataset.
--
-- title   Findings by dataset | 各数据集报送问题
-- reads   submissions
-- param   since      first day counted
-- param   until      last day counted
-- param   districts  list of district codes; null means all
-- column  dataset    Dataset | 数据集
-- column  findings   Findings [findings] | 问题 [个]
-- counts  findings=submission_findings
-- draw    rank x=findings y=dataset

select
    dataset,
    sum(findings)::bigint as findings
from submissions
where standing in ('on_time', 'late', 'rejected')
  and period_end between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by findings desc, dataset
