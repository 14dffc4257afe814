-- Sales made on site at the expo.
--
-- title      Expo on-site sales | 地博会现场交易额
-- unit       CNY | 元
-- kind       flow
-- better     up
-- reads      expo_sales
-- about      Sales made in the halls. | 展馆现场成交额。
-- caveat     Online sales and signed contracts are counted apart. | 线上交易与签约另计。

select
    date_trunc('month', sold_on)::date as month,
    null::varchar as district_code,
    null::varchar as industry_code,
    product_class as breakdown,
    sum(amount_cny) as value
from expo_sales
where channel = 'on_site'
  and amount_cny is not null
group by all
