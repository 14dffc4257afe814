-- What is missing on the snapshot's day, whatever period is chosen: the longest overdue first.
--
-- title   Missing now | 当前缺报
-- reads   submissions
-- param   as_of          the snapshot's day
-- param   districts      list of district codes; null means all
-- column  district_code  District | 区县
-- column  dataset        Dataset | 数据集
-- column  period_end     Period through | 报送期末
-- column  standing  Standing | 状态
-- column  due_on         Due on | 报送期限
-- column  overdue        Overdue [days] | 逾期 [天]
-- column  errors         Errors [errors] | 错误 [个]
-- draw    table
-- note    Judged on the day of the snapshot; these records are unknown, not zero. | 以快照发布日为准；相应数据为未知，不是零。

select
    district_code,
    dataset,
    period_end,
    standing,
    due_on,
    greatest($as_of::date - due_on, 0)::bigint as overdue,
    errors
from submissions
where standing in ('missing', 'rejected')
  and ($districts is null or list_contains($districts::varchar[], district_code))
order by overdue desc, district_code, dataset, period_end
