-- Share of the submissions due that came on time, by dataset.
--
-- title   On time by dataset | 各数据集按时报送率
-- reads   submissions
-- param   since      first day counted
-- param   until      last day counted
-- param   districts  list of district codes; null means all
-- column  dataset    Dataset | 数据集
-- column  on_time    On time [%] | 按时报送率 [%]
-- counts  on_time=submissions_on_time_share
-- draw    rank x=on_time y=dataset

select
    dataset,
    100.0 * count(*) filter (where standing = 'on_time') / nullif(count(*), 0) as on_time
from submissions
where standing <> 'not_due'
  and period_end between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by on_time desc, dataset
