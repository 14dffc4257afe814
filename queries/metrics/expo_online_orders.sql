-- Orders placed online during the expo.
--
-- title      Expo online orders | 地博会线上订单
-- unit       orders | 单
-- kind       flow
-- better     up
-- reads      expo_sales
-- about      Orders placed through the online halls. | 线上展馆订单数。

select
    date_trunc('month', sold_on)::date as month,
    null::varchar as district_code,
    null::varchar as industry_code,
    product_class as breakdown,
    sum(orders)::double as value
from expo_sales
where channel = 'online'
  and orders is not null
group by all
