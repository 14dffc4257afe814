-- Trademarks that bear the name of a geographical indication: collective and certification marks first, newest first.
--
-- title   Marks that bear the name | 含该名称的商标
-- reads   trademarks
-- param   indication  protected name
-- param   search      part of a number, a mark or an owner; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  registration_no Registration number | 注册号
-- column  mark            Mark | 商标
-- column  nice_class      Nice class | 尼斯分类
-- column  kind            Kind | 商标种类
-- column  registered_on   Registered on | 注册公告日
-- column  expires_on      Term ends on | 专用权截止日
-- column  ended_on        Ended on | 失效日
-- column  owner           Owner | 注册人
-- column  district_code   District | 区县
-- codes   nice_class nice_classes
-- draw    table

select
    registration_no,
    mark,
    nice_class::varchar as nice_class,
    kind,
    registered_on,
    expires_on,
    ended_on,
    owner,
    district_code
from trademarks
where contains(mark, $indication)
  and ($search is null or contains(lower(concat_ws(' ', registration_no, mark, owner)), lower($search::varchar)))
order by kind = 'ordinary', registered_on desc nulls last, registration_no
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
