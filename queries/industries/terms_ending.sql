-- Patents of a chain in force whose statutory term ends in the months after the register's last complete day, soonest
-- first, one page of them.
--
-- title   Patents about to lapse | 即将届满的有效专利
-- reads   patents
-- param   complete   last complete day; the months begin after it
-- param   months     how many months ahead: 12 or 24
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- param   search     words to find in the number, the name or the holder; null means all
-- param   page_size  rows on a page
-- param   skip       rows before the page
-- column  expires_on     Term ends on | 届满日
-- column  days           Days left [days] | 剩余天数 [天]
-- column  application_no Application number | 申请号
-- column  title          Title | 专利名称
-- column  patent_type    Type | 类型
-- column  applicant      Applicant | 申请人
-- column  district_code  District | 区县
-- column  ipc            IPC symbol | IPC主分类号
-- column  industry_basis Basis of the chain | 产业链依据
-- codes   industry_basis industry_basis
-- selects applicant
-- draw    table
-- note    Rights in force on the snapshot's day; many end earlier, when annual fees are no longer paid. | 按快照日有效专利计；不少专利因停缴年费会提前终止。

select
    expires_on,
    date_diff('day', $complete::date, expires_on) as days,
    application_no,
    title,
    patent_type,
    applicant,
    district_code,
    ipc,
    industry_basis
from patents
where chain = $chain
  and granted_on is not null
  and ended_on is null
  and expires_on > $complete::date
  and expires_on <= $complete::date + to_months($months::int)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and (
    $search is null
    or contains(lower(application_no), lower($search::varchar))
    or contains(lower(title), lower($search::varchar))
    or contains(lower(applicant), lower($search::varchar))
  )
order by expires_on, application_no
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
