-- Patents of every type in force at the end of a month, as events: +1 at grant, -1 when the right ends.
--
-- title      Patents in force | 有效专利
-- unit       patents | 件
-- kind       stock
-- better     neither
-- reads      patents
-- records    patents
-- by         district, industry
-- about      Inventions, utility models and designs granted and not ended. | 已授权且未终止的发明、实用新型和外观设计专利。

select
    patents.*,
    granted_on as happened_on,
    1 as value
from patents
where granted_on is not null
union all
select
    patents.*,
    ended_on as happened_on,
    -1 as value
from patents
where granted_on is not null
  and ended_on is not null
