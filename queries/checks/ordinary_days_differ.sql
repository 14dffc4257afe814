-- Ordinary days to grant that lie more than a tenth from what the patents granted in the year before took.
--
-- title      Ordinary days to grant differ from the register | 普通途径天数与专利登记数据不一致
-- severity   warning
-- reads      ordinary_grant_days, patents
-- column     register_days  Days told by the register [days] | 登记数据天数 [天]
-- column     granted        Patents granted [patents] | 授权专利 [件]

select
    ordinary_grant_days.patent_type,
    applies_from,
    ordinary_days,
    round(avg(date_diff('day', filed_on, granted_on))) as register_days,
    count(*) as granted
from ordinary_grant_days
join patents
    on patents.patent_type = ordinary_grant_days.patent_type
    and year(granted_on) = year(applies_from) - 1
group by all
having abs(avg(date_diff('day', filed_on, granted_on)) - ordinary_days) > 0.1 * ordinary_days
order by ordinary_grant_days.patent_type, applies_from
