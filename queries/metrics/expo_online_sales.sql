-- Sales made online during the expo.
--
-- title      Expo online sales | 地博会线上交易额
-- unit       CNY | 元
-- kind       flow
-- better     up
-- reads      expo_sales
-- about      Sales made through the online halls. | 线上展馆成交额。
-- caveat     On-site sales and signed contracts are counted apart. | 现场交易与签约另计。

select
    date_trunc('month', sold_on)::date as month,
    null::varchar as district_code,
    null::varchar as industry_code,
    product_class as breakdown,
    sum(amount_cny) as value
from expo_sales
where channel = 'online'
  and amount_cny is not null
group by all
