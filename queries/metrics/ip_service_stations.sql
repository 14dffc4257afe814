-- IP service stations open at the end of a month, as events.
--
-- title    IP service stations | 知识产权服务站
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
where kind = 'ip_service'
union all
select
    stations.*,
    closed_on as happened_on,
    -1 as value
from stations
where kind = 'ip_service'
  and closed_on is not null
