-- Contracts signed at an edition per product class: intentions, not sales.
--
-- title   Signed contracts by product | 各品类签约金额
-- reads   expo_trade
-- param   edition        number of the edition
-- column  product_class  Product class | 产品类别
-- column  amount_cny     Signed [CNY] | 签约金额 [元]
-- counts  amount_cny=expo_contracts_amount
-- draw    rank x=amount_cny y=product_class
-- note    Intentions of both sides, counted apart from sales. | 签约为意向，与成交分别统计。

select
    product_class,
    sum(amount_cny) as amount_cny
from expo_trade
where edition = $edition::bigint
  and channel = 'contract'
group by product_class
order by product_class is null, amount_cny desc, product_class
limit 12
