-- Submissions past their deadline and not accepted, by district and dataset.
--
-- title   Missing or rejected by district and dataset | 各区县各数据集缺报与退回
-- reads   submissions
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- column  dataset        Dataset | 数据集
-- column  district_code  District | 区县
-- column  submissions    Missing or rejected [submissions] | 缺报与退回 [批]
-- counts  submissions=submissions_missing
-- draw    heat x=dataset y=district_code z=submissions
-- note    The records of these periods are unknown, not zero; a cell without any is a district that owes nothing more. | 这些报送期的数据为未知，不是零；为0的格表示该区县该数据集已报齐。

select
    dataset,
    district_code,
    count(*) filter (where standing in ('missing', 'rejected'))::bigint as submissions
from submissions
where standing <> 'not_due'
  and period_end between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by dataset, district_code
