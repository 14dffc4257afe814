-- Sales made on site at the expo.
--
-- title      Expo on-site sales | 地博会现场交易额
-- unit       CNY | 元
-- kind       flow
-- better     up
-- reads      expo_sales
-- records    expo_sales
-- measures   amount_cny
-- breakdown  product_class
-- about      Sales made in the halls. | 展馆现场成交额。
-- caveat     Online sales and signed contracts are counted apart. | 线上交易与签约另计。

select
    expo_sales.*,
    sold_on as happened_on,
    amount_cny as value
from expo_sales
where channel = 'on_site'
