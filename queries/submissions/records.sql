-- Submissions owed in the period, a page at a time, the latest first.
--
-- title   Submissions of the districts | 分库报送登记
-- reads   submissions
-- param   since      first day counted
-- param   until      last day counted
-- param   districts  list of district codes; null means all
-- param   search     words in the number or the names of district and dataset; null means all
-- param   page_size  rows on a page
-- param   skip       rows before the page
-- column  submission_id    Submission number | 报送编号
-- column  district_code    District | 区县
-- column  dataset          Dataset | 数据集
-- column  period_end       Period through | 报送期末
-- column  due_on           Due on | 报送期限
-- column  received_on      Received on | 接收日
-- column  standing  Standing | 状态
-- column  completeness     Complete | 完整情况
-- column  submitted_rows   Rows [rows] | 行数 [行]
-- column  values_expected  Values expected [values] | 应填数值 [项]
-- column  values_filled    Values filled in [values] | 已填数值 [项]
-- column  errors           Errors [errors] | 错误 [个]
-- column  findings         Findings [findings] | 问题 [个]
-- draw    table

select
    submission_id,
    district_code,
    dataset,
    period_end,
    due_on,
    received_on,
    standing,
    completeness,
    submitted_rows,
    values_expected,
    values_filled,
    errors,
    findings
from submissions
where standing <> 'not_due'
  and period_end between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($search is null or contains(lower(submission_id), lower($search)))
order by period_end desc, submission_id
limit coalesce($page_size, 50)
offset coalesce($skip, 0)
