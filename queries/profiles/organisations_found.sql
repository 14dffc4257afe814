-- Organisations whose name holds the words, those with most records first.
--
-- title   Organisations found | 查找单位
-- reads   organisation_records
-- param   search  part of a name; null finds none
-- param   number  how many are returned; null means 20
-- column  organisation  Organisation | 单位
-- column  district_code District | 区县
-- column  records       Records [records] | 记录 [条]

select
    organisation,
    any_value(district_code order by records desc, district_code) as district_code,
    sum(records)::bigint as records
from organisation_records
where contains(lower(organisation), lower($search::varchar))
group by organisation
order by records desc, organisation
limit coalesce($number::bigint, 20)
