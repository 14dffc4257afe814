-- One row per request for pre-examination received in the period, newest first, one page of them.
--
-- title   Pre-examination cases | 专利预审案件
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   search      words to find in the number or the applicant; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  case_id        Case number | 预审编号
-- column  applicant      Applicant | 申请人
-- column  patent_type    Type | 专利类型
-- column  field_code     Pre-examination field | 预审领域
-- column  stage          Stands at | 当前阶段
-- column  received_on    Received on | 接收日
-- column  accepted_on    Accepted on | 受理日
-- column  rejected_on    Not accepted on | 不予受理日
-- column  examined_on    Pre-examined on | 预审结论日
-- column  filed_on       Filed on | 申请日
-- column  granted_on     Granted on | 授权公告日
-- column  district_code  District | 区县
-- column  industry_code  Industrial chain | 产业链
-- selects applicant
-- draw    table

select
    case_id,
    applicant,
    patent_type,
    field_code,
    stage,
    received_on,
    accepted_on,
    rejected_on,
    examined_on,
    filed_on,
    granted_on,
    district_code,
    industry_code
from preexaminations
where received_on between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
    $search is null
    or contains(lower(case_id), lower($search::varchar))
    or contains(lower(applicant), lower($search::varchar))
  )
order by received_on desc, case_id desc
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
