-- Cases accepted and not yet closed at the end of a month, as events.
--
-- title      Open IP cases | 未结知识产权案件
-- unit       cases | 件
-- kind       stock
-- better     down
-- reads      ip_cases
-- records    ip_cases
-- by         district, industry
-- breakdown  kind
-- about      Cases accepted and not closed at the end of the period. | 期末已受理未结案的案件。
-- caveat     Closings are entered some weeks late, so that recent ends fall later. | 结案登记滞后数周，近期期末数日后会下调。

select
    ip_cases.*,
    accepted_on as happened_on,
    1 as value
from ip_cases
union all
select
    ip_cases.*,
    closed_on as happened_on,
    -1 as value
from ip_cases
where closed_on is not null
