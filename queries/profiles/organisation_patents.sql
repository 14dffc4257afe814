-- Every patent application that names an organisation, as first or as joint applicant, newest first.
--
-- title   Its patents | 全部专利
-- reads   patents
-- param   organisation  name of the applicant
-- param   search        part of a number, a name or an IPC symbol; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  application_no Application number | 申请号
-- column  title          Title | 专利名称
-- column  patent_type    Type | 专利类型
-- column  filed_on       Filed on | 申请日
-- column  granted_on     Granted on | 授权公告日
-- column  legal_status   Legal status | 法律状态
-- column  expires_on     Term ends on | 保护期届满日
-- column  ended_on       Ended on | 终止日
-- column  ipc            IPC symbol | IPC主分类号
-- column  applicant      Applicant | 申请人
-- column  co_applicants  Co-applicants | 共同申请人
-- draw    table

select
    application_no,
    title,
    patent_type,
    filed_on,
    granted_on,
    legal_status,
    expires_on,
    ended_on,
    ipc,
    applicant,
    co_applicants
from patents
where (
    applicant = $organisation
    -- Joint applicants stand in one text: a whole name between separators, not a part of a longer one.
    or (
        contains(co_applicants, $organisation)
        and list_contains(regexp_split_to_array(co_applicants, '\s*[;；,，、]\s*'), $organisation)
    )
  )
  and ($search is null or contains(lower(concat_ws(' ', application_no, title, ipc)), lower($search::varchar)))
order by filed_on desc, application_no desc
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
