-- IP cases of every kind, counted on the day they were closed.
--
-- title      IP cases closed | 办结知识产权案件
-- unit       cases | 件
-- kind       flow
-- better     up
-- reads      ip_cases
-- records    ip_cases
-- by         district, industry
-- breakdown  outcome
-- about      Cases closed in the period, whenever accepted. | 期内结案的案件，不论受理时间。
-- caveat     Closings are entered some weeks late; recent months rise later. | 结案登记滞后数周，近月数字日后会上调。

select
    ip_cases.*,
    closed_on as happened_on,
    1 as value
from ip_cases
where closed_on is not null
