-- Submissions accepted by their deadline, counted in the month that they report on.
--
-- title      Submissions on time | 按时报送批次
-- unit       submissions | 批
-- kind       flow
-- better     up
-- reads      submissions
-- records    submissions
-- by         district
-- breakdown  dataset
-- about      Submissions of which a first version was accepted on or before the day due. | 首次接收日不晚于报送期限的报送。
-- caveat     A submission rejected before and mended after the deadline is late. | 期限前被退回、期限后补正的按迟报计。

select
    submissions.*,
    period_end as happened_on,
    1 as value
from submissions
where standing = 'on_time'
