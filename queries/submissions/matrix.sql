-- How every district stands with every dataset for the periods that end in one month.
--
-- title   Who has submitted what | 报送矩阵
-- reads   submissions
-- param   month          any day of the month
-- param   districts      list of district codes; null means all
-- column  district_code  District | 区县
-- column  dataset        Dataset | 数据集
-- column  standing       Standing | 状态
-- column  completeness   Complete | 完整情况
-- column  due_on         Due on | 报送期限
-- column  received_on    Received on | 接收日
-- column  errors         Errors [errors] | 错误 [个]
-- column  findings       Findings [findings] | 问题 [个]
-- column  entry          Entry in the log | 登记号
-- draw    table

select
    district_code,
    dataset,
    standing,
    completeness,
    due_on,
    received_on,
    errors,
    findings,
    entry
from submissions
where date_trunc('month', period_end) = date_trunc('month', $month::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
order by district_code, dataset
