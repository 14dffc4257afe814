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
-- note    Missing: submit the district's files, in the browser below or with `python -m intake submit`. Rejected: mend the marked cells of the findings file and submit again. | 未报:在本页“报送文件”或用 python -m intake submit 报送该区县文件;退回:按问题清单更正标出的单元格后重新报送。

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
