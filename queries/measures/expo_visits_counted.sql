-- Entries counted at the doors, of an edition or outside any.
--
-- title      Visits counted | 入场人次
-- unit       entries | 人次
-- kind       flow
-- better     neither
-- reads      expo_visits
-- records    expo_visits
-- about      Entries counted at the doors, of an edition or outside any. | 入场计数人次，含展会以外。

select
    expo_visits.*,
    visited_on as happened_on,
    visits as value
from expo_visits
