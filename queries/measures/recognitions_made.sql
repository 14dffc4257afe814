-- Titles of every kind, by the day they were granted.
--
-- title      Titles granted | 新认定称号
-- unit       titles | 项
-- kind       flow
-- better     neither
-- reads      recognitions
-- records    recognitions
-- breakdown  kind
-- by         district, industry
-- about      Titles of every kind, by the day they were granted. | 各类称号，按认定日计。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
