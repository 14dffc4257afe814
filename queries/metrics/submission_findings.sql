-- Errors and warnings in the files submitted, counted in the month that they report on.
--
-- title      Findings in submissions | 报送问题数
-- unit       findings | 个
-- kind       flow
-- better     down
-- reads      submissions
-- records    submissions
-- by         district
-- breakdown  dataset
-- measures   findings
-- about      Findings of the checks in the submission that stands for each period. | 各期现有报送在检查中发现的问题数。
-- caveat     Large files have more; a missing submission has none because nothing came. | 文件越大问题可能越多；缺报的因无文件而无问题。

select
    submissions.*,
    period_end as happened_on,
    findings as value
from submissions
where standing in ('on_time', 'late', 'rejected')
