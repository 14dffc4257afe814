-- Accepted submissions with at least 95 % of the expected values filled in, counted in the month that they report on.
--
-- title      Submissions complete | 完整报送批次
-- unit       submissions | 批
-- kind       flow
-- better     up
-- reads      submissions
-- records    submissions
-- by         district
-- breakdown  dataset
-- about      Accepted submissions in which at least 95 % of the values that the contract expects are filled in. | 已接收且数据约定所要求的数值填报率不低于95%的报送。
-- caveat     Whether a district has left out whole records cannot be seen in its files. | 区县是否漏报整条记录，无法从文件中看出。

select
    submissions.*,
    period_end as happened_on,
    1 as value
from submissions
where completeness = 'complete'
