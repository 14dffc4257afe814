-- Cases handled jointly with a region outside the city, counted on the day they were accepted.
--
-- title      Joint cases | 跨区域联合办案
-- unit       cases | 件
-- kind       flow
-- better     up
-- reads      ip_cases
-- records    ip_cases
-- by         district, industry
-- breakdown  cooperating_region
-- about      Cases accepted in the period that name a cooperating region. | 期内受理且载明联合办案地区的案件。
-- caveat     Part of the IP cases handled. | 已含在查办知识产权案件内。

select
    ip_cases.*,
    accepted_on as happened_on,
    1 as value
from ip_cases
where cooperating_region is not null
