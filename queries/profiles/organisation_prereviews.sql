-- Every request of an organisation for pre-examination, newest first.
--
-- title   Its pre-examination requests | 全部预审请求
-- reads   preexaminations
-- param   organisation  name of the organisation
-- param   search        part of a number; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  case_id      Case number | 预审编号
-- column  field_code   Field | 预审领域
-- column  patent_type  Type | 专利类型
-- column  stage        Stands at | 当前阶段
-- column  received_on  Received on | 接收日
-- column  accepted_on  Accepted on | 受理日
-- column  examined_on  Pre-examined on | 预审结论日
-- column  filed_on     Filed on | 申请日
-- column  granted_on   Granted on | 授权公告日
-- draw    table

select
    case_id,
    field_code,
    patent_type,
    stage,
    received_on,
    accepted_on,
    examined_on,
    filed_on,
    granted_on
from preexaminations
where applicant = $organisation
  and ($search is null or contains(lower(concat_ws(' ', case_id)), lower($search::varchar)))
order by received_on desc, case_id
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
