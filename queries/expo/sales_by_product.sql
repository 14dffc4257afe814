-- Sales of an edition per product class, on site beside online; the two are never added.
--
-- title   Sales by product: on site and online | 各品类交易额：现场与线上
-- reads   expo_trade
-- param   edition        number of the edition
-- column  product_class  Product class | 产品类别
-- column  on_site_cny    On site [CNY] | 现场 [元]
-- column  online_cny     Online [CNY] | 线上 [元]
-- column  orders         Online orders [orders] | 线上订单 [单]
-- codes   product_class expo_products
-- counts  on_site_cny=expo_onsite_sales online_cny=expo_online_sales orders=expo_online_orders
-- draw    grouped x=product_class y=on_site_cny,online_cny
-- note    Two quantities side by side, not to be added; signed contracts are counted apart. | 现场与线上并列，不可相加；签约另计。

select
    product_class,
    sum(amount_cny) filter (channel = 'on_site') as on_site_cny,
    sum(amount_cny) filter (channel = 'online') as online_cny,
    (sum(orders) filter (channel = 'online'))::bigint as orders
from expo_trade
where edition = $edition::bigint
  and channel <> 'contract'
group by product_class
order by product_class is null, on_site_cny desc nulls last, product_class
limit 12
