-- Trademark and brand guidance stations open at the end of a month, as events.
--
-- title    Trademark guidance stations | 商标品牌指导服务站
-- unit     stations | 个
-- kind     stock
-- better   up
-- reads    stations
-- records  stations
-- by       district
-- about    Stations open at the end of the period. | 期末在用站点。
-- caveat   Stations whose day of opening is not known are counted from 2015 on. | 设立日不明的自2015年起计入。

select
    stations.*,
    coalesce(opened_on, date '2015-01-01') as happened_on,
    1 as value
from stations
where kind = 'trademark_brand'
union all
select
    stations.*,
    closed_on as happened_on,
    -1 as value
from stations
where kind = 'trademark_brand'
  and closed_on is not null
