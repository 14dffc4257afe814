-- Organisations whose name holds the words, those with most records first.
--
-- title   Organisations found | 查找单位
-- reads   patents, trademarks, financing, expo_exhibitors, recognitions
-- param   search  part of a name; null finds none
-- param   number  how many are returned; null means 20
-- column  organisation  Organisation | 单位
-- column  district_code District | 区县
-- column  records       Records [records] | 记录 [条]

with named as (
    select applicant as organisation, district_code
    from patents
    where contains(lower(applicant), lower($search::varchar))
    union all
    select owner, district_code
    from trademarks
    where contains(lower(owner), lower($search::varchar))
    union all
    select firm, district_code
    from financing
    where contains(lower(firm), lower($search::varchar))
    union all
    select exhibitor, district_code
    from expo_exhibitors
    where contains(lower(exhibitor), lower($search::varchar))
    union all
    select holder, district_code
    from recognitions
    where contains(lower(holder), lower($search::varchar))
)

select
    organisation,
    any_value(district_code) as district_code,
    count(*) as records
from named
group by organisation
order by records desc, organisation
limit coalesce($number::bigint, 20)
