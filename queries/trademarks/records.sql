-- One row per trademark registered (or filed) in the period, newest first, one page of them.
--
-- title   Trademark records | 商标明细
-- reads   trademarks
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   dated       filed: by filing date; otherwise by registration date
-- param   search      words to find in the number, the name or the holder; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  registration_no Registration number | 注册号
-- column  mark            Mark | 商标
-- column  nice_class      Nice class | 尼斯分类
-- column  filed_on        Filed on | 申请日
-- column  registered_on   Registered on | 注册公告日
-- column  expires_on      Term ends on | 专用权截止日
-- column  ended_on        Ended on | 失效日
-- column  owner           Owner | 注册人
-- column  district_code   District | 区县
-- column  industry_code   Industrial chain | 产业链
-- codes   nice_class nice_classes
-- selects owner
-- draw    table

select
    registration_no,
    mark,
    nice_class::varchar as nice_class,
    filed_on,
    registered_on,
    expires_on,
    ended_on,
    owner,
    district_code,
    industry_code
from trademarks
where case when $dated = 'filed' then filed_on else registered_on end between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
    $search is null
    or contains(lower(registration_no), lower($search::varchar))
    or contains(lower(mark), lower($search::varchar))
    or contains(lower(owner), lower($search::varchar))
  )
order by case when $dated = 'filed' then filed_on else registered_on end desc, registration_no desc
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
