-- Products shown at the expo, by the month the edition opened.
--
-- title      Expo products | 地博会参展产品
-- unit       products | 款
-- kind       flow
-- better     up
-- reads      expo_exhibitors, expo_editions
-- records    expo_exhibitors
-- measures   products
-- breakdown  country
-- about      Products shown by the exhibitors of the editions held. | 已举办各届展商的参展产品款数。

select
    expo_exhibitors.*,
    expo_editions.starts_on as happened_on,
    expo_exhibitors.products as value
from expo_exhibitors
join expo_editions on expo_editions.edition = expo_exhibitors.edition
where expo_editions.status = 'held'
