-- Submissions that were due by the snapshot's day, counted in the month that they report on.
--
-- title      Submissions due | 应报送批次
-- unit       submissions | 批
-- kind       flow
-- better     neither
-- reads      submissions
-- records    submissions
-- by         district
-- breakdown  dataset
-- about      One for each district, dataset and month or quarter whose deadline has passed, or that came before it. | 每区县、每数据集、每月（季）一批，已到期或已提前报送的。
-- caveat     What is owed is the bureau's submission calendar; periods not yet due are left out. | 应报范围以本局报送日历为准；未到期的不计。

select
    submissions.*,
    period_end as happened_on,
    1 as value
from submissions
where standing <> 'not_due'
