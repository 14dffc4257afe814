-- Sales made online during the expo.
--
-- title      Expo online sales | 地博会线上交易额
-- unit       CNY | 元
-- kind       flow
-- better     up
-- reads      expo_sales
-- records    expo_sales
-- measures   amount_cny
-- breakdown  product_class
-- about      Sales made through the online halls. | 线上展馆成交额。
-- caveat     On-site sales and signed contracts are counted apart. | 现场交易与签约另计。

select
    expo_sales.*,
    sold_on as happened_on,
    amount_cny as value
from expo_sales
where channel = 'online'
