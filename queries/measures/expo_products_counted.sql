-- Products that the exhibitors of an edition list.
--
-- title      Products listed | 登记参展产品
-- unit       kinds | 款
-- kind       flow
-- better     neither
-- reads      expo_exhibitors, expo_editions
-- records    expo_exhibitors
-- about      Products that the exhibitors of an edition list. | 各届展商登记的参展产品。

select
    expo_exhibitors.*,
    -- An edition whose day nobody has told counts from where records begin.
    coalesce(expo_editions.starts_on, date '2015-01-01') as happened_on,
    expo_exhibitors.products as value
from expo_exhibitors
left join expo_editions on expo_editions.edition = expo_exhibitors.edition
where expo_exhibitors.products is not null
