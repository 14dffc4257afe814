-- Submissions due of which none was accepted by the snapshot's day, counted in the month that they report on.
--
-- title      Submissions missing | 缺报批次
-- unit       submissions | 批
-- kind       flow
-- better     down
-- reads      submissions
-- records    submissions
-- by         district
-- breakdown  dataset
-- about      Submissions past their deadline that never came, and those that were rejected and not mended. | 逾期未报，以及被退回尚未补正的报送。
-- caveat     The records of such a period are unknown, not zero. | 该期数据为未知，不是零。

select
    submissions.*,
    period_end as happened_on,
    1 as value
from submissions
where standing in ('missing', 'rejected')
