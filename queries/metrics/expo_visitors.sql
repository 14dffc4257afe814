-- Visits to the expo: entries counted at the doors, not persons.
--
-- title      Expo visits | 地博会展馆人流量
-- unit       visits | 人次
-- kind       flow
-- better     up
-- reads      expo_visits
-- records    expo_visits
-- measures   visits
-- breakdown  visitor_class
-- about      Entries counted at the hall doors. One person may enter several times. | 展馆入口计数的入场人次，一人可多次入场。
-- caveat     Visits, not persons. | 人次，不是人数。

select
    expo_visits.*,
    visited_on as happened_on,
    visits as value
from expo_visits
where edition is not null
