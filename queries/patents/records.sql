-- One row per patent granted (or filed) in the period, newest first, one page of them.
--
-- title   Patent records | 专利明细
-- reads   patents
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   dated       filed: by filing date; otherwise by grant date
-- param   search      words to find in the number, the name or the holder; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  application_no Application number | 申请号
-- column  title          Title | 专利名称
-- column  patent_type    Type | 类型
-- column  filed_on       Filed on | 申请日
-- column  granted_on     Granted on | 授权公告日
-- column  legal_status   Legal status | 法律状态
-- column  applicant      Applicant | 申请人
-- column  district_code  District | 区县
-- column  industry_code  Industrial chain | 产业链
-- column  ipc            IPC symbol | IPC主分类号
-- selects applicant
-- draw    table

select
    application_no,
    title,
    patent_type,
    filed_on,
    granted_on,
    legal_status,
    applicant,
    district_code,
    industry_code,
    ipc
from patents
where case when $dated = 'filed' then filed_on else granted_on end between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
    $search is null
    or contains(lower(application_no), lower($search::varchar))
    or contains(lower(title), lower($search::varchar))
    or contains(lower(applicant), lower($search::varchar))
  )
order by case when $dated = 'filed' then filed_on else granted_on end desc, application_no desc
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
