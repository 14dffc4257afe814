-- Patent infringement disputes, counted on the day they were accepted.
--
-- title      Patent infringement disputes accepted | 受理专利侵权纠纷案件
-- unit       cases | 件
-- kind       flow
-- better     neither
-- reads      ip_cases
-- records    ip_cases
-- by         district, industry
-- breakdown  procedure
-- about      Disputes over patent infringement accepted in the period. | 期内受理的专利侵权纠纷案件。
-- caveat     Part of the IP cases handled: never added to them. | 已含在查办知识产权案件内，不可相加。

select
    ip_cases.*,
    accepted_on as happened_on,
    1 as value
from ip_cases
where kind = 'patent_infringement'
