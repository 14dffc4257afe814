-- Submissions accepted, in time or late, counted in the month that they report on.
--
-- title      Submissions accepted | 已接收批次
-- unit       submissions | 批
-- kind       flow
-- better     up
-- reads      submissions
-- records    submissions
-- by         district
-- breakdown  dataset
-- about      Submissions that went through the checks and were merged into the city's database. | 通过检查并并入总库的报送。
-- caveat     Accepted says that the checks were passed, not that the records are right. | 已接收仅表示通过检查，不代表内容无误。

select
    submissions.*,
    period_end as happened_on,
    1 as value
from submissions
where standing in ('on_time', 'late')
