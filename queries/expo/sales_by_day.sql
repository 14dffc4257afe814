-- Sales of an edition per day, on site beside online; the two are never added.
--
-- title   Sales by day: on site and online | 每日交易额：现场与线上
-- reads   expo_trade
-- param   edition      number of the edition
-- column  sold_on      Day | 日期
-- column  on_site_cny  On site [CNY] | 现场 [元]
-- column  online_cny   Online [CNY] | 线上 [元]
-- column  orders       Online orders [orders] | 线上订单 [单]
-- counts  on_site_cny=expo_onsite_sales online_cny=expo_online_sales orders=expo_online_orders
-- draw    grouped x=sold_on y=on_site_cny,online_cny grain=day
-- note    Two quantities side by side, not to be added; signed contracts are counted apart. | 现场与线上并列，不可相加；签约另计。

select
    sold_on,
    sum(amount_cny) filter (channel = 'on_site') as on_site_cny,
    sum(amount_cny) filter (channel = 'online') as online_cny,
    (sum(orders) filter (channel = 'online'))::bigint as orders
from expo_trade
where edition = $edition::bigint
  and channel <> 'contract'
group by all
order by sold_on
