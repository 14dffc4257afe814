-- Titles of every kind standing at the end of a month, as events.
--
-- title      Titles standing | 有效称号
-- unit       titles | 项
-- kind       stock
-- better     neither
-- reads      recognitions
-- records    recognitions
-- breakdown  kind
-- by         district, industry
-- about      Titles granted and not ended; an award stands for good. | 已认定且未终止的称号；奖项长期有效。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
union all
select
    recognitions.*,
    ended_on as happened_on,
    -1 as value
from recognitions
where ended_on is not null
