-- Orders placed online during the expo.
--
-- title      Expo online orders | 地博会线上订单
-- unit       orders | 单
-- kind       flow
-- better     up
-- reads      expo_sales
-- records    expo_sales
-- measures   orders
-- breakdown  product_class
-- about      Orders placed through the online halls. | 线上展馆订单数。

select
    expo_sales.*,
    sold_on as happened_on,
    orders as value
from expo_sales
where channel = 'online'
