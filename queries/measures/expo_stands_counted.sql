-- Exhibitors of an edition, whatever their status.
--
-- title      Exhibitors listed | 登记展商
-- unit       firms | 家
-- kind       flow
-- better     neither
-- reads      expo_exhibitors, expo_editions
-- records    expo_exhibitors
-- about      Exhibitors of an edition, whatever their status. | 各届登记展商，不分状态。

select
    expo_exhibitors.*,
    -- An edition whose day nobody has told counts from where records begin.
    coalesce(expo_editions.starts_on, date '2015-01-01') as happened_on,
    1 as value
from expo_exhibitors
left join expo_editions on expo_editions.edition = expo_exhibitors.edition
