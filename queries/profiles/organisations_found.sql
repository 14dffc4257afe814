-- Organisations whose name holds the words, those with most records first.
--
-- title   Organisations found | 查找单位
-- reads   organisations
-- param   search  part of a name; null finds none
-- param   number  how many are returned; null means 20
-- column  organisation  Organisation | 单位
-- column  district_code District | 区县
-- column  records       Records [records] | 记录 [条]

select
    organisation,
    district_code,
    records
from organisations
where contains(lower(organisation), lower($search::varchar))
order by records desc, organisation
limit coalesce($number::bigint, 20)
