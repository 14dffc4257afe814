-- Exhibitors of an edition per hall, with the GI makers and traders among them.
--
-- title   Exhibitors by hall | 各展馆展商
-- reads   expo_stands
-- param   edition        number of the edition
-- column  hall           Hall | 展馆
-- column  exhibitors     Exhibitors [firms] | 展商 [家]
-- column  gi_exhibitors  GI-related among them [firms] | 其中地标相关 [家]
-- column  products       Products [kinds] | 参展产品 [款]
-- codes   hall expo_halls
-- counts  exhibitors=expo_stands_counted gi_exhibitors=expo_gi_stands_counted products=expo_products_counted
-- draw    rank x=exhibitors y=hall

select
    hall,
    sum(exhibitors)::bigint as exhibitors,
    sum(gi_exhibitors)::bigint as gi_exhibitors,
    sum(products)::bigint as products
from expo_stands
where edition = $edition::bigint
group by hall
order by hall is null, exhibitors desc, hall
limit 20
