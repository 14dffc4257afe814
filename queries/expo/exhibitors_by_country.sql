-- Exhibitors of an edition per country or region, the fifteen with the most.
--
-- title   Exhibitors by country or region | 展商国别（地区）
-- reads   expo_stands
-- param   edition     number of the edition
-- column  country     Country or region | 国家或地区
-- column  exhibitors  Exhibitors [firms] | 展商 [家]
-- column  products    Products [kinds] | 参展产品 [款]
-- column  share       Share | 占比
-- codes   country countries
-- counts  exhibitors=expo_stands_counted products=expo_products_counted
-- draw    rank x=exhibitors y=country share=share

select
    country,
    sum(exhibitors)::bigint as exhibitors,
    sum(products)::bigint as products,
    sum(exhibitors) / nullif(sum(sum(exhibitors)) over (), 0) as share
from expo_stands
where edition = $edition::bigint
group by all
order by exhibitors desc, country
limit 15
