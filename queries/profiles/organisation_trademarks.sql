-- Every trademark of an owner, newest first.
--
-- title   Its trademarks | 全部商标
-- reads   trademarks
-- param   organisation  name of the owner
-- param   search        part of a number or a mark; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  registration_no Registration number | 注册号
-- column  mark            Mark | 商标
-- column  nice_class      Nice class | 尼斯分类
-- column  kind            Kind | 商标种类
-- column  filed_on        Filed on | 申请日
-- column  registered_on   Registered on | 注册公告日
-- column  expires_on      Term ends on | 专用权截止日
-- column  ended_on        Ended on | 失效日
-- column  well_known_on   Well-known since | 认定驰名日
-- codes   nice_class nice_classes
-- draw    table

select
    registration_no,
    mark,
    nice_class::varchar as nice_class,
    kind,
    filed_on,
    registered_on,
    expires_on,
    ended_on,
    well_known_on
from trademarks
where owner = $organisation
  and ($search is null or contains(lower(concat_ws(' ', registration_no, mark)), lower($search::varchar)))
order by coalesce(registered_on, filed_on) desc, registration_no desc, nice_class
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
