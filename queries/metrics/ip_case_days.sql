-- Days from acceptance to closing, added over the cases closed: the numerator of their mean.
--
-- title      Days spent on closed cases | 结案案件办理天数合计
-- unit       days | 天
-- kind       flow
-- better     neither
-- reads      ip_cases
-- records    ip_cases
-- by         district, industry
-- breakdown  kind
-- about      Days from acceptance to closing, over the cases closed in the period. | 期内结案案件自受理至结案的天数合计。
-- caveat     Says something only when divided by the cases closed. | 除以结案件数方有意义。

select
    ip_cases.*,
    closed_on as happened_on,
    closed_on - accepted_on as value
from ip_cases
where closed_on is not null
