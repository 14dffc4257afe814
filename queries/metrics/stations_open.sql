-- Stations of both kinds open at the end of a month, as events.
--
-- title      Stations of both kinds | 服务站点总数
-- unit       stations | 个
-- kind       stock
-- better     up
-- reads      stations
-- records    stations
-- by         district
-- breakdown  kind
-- about      IP service stations and trademark and brand guidance stations. | 知识产权服务站与商标品牌指导服务站。
-- caveat     Two kinds of stations; the breakdown tells them apart. | 两类站点合计，可按类型区分。

select
    stations.*,
    coalesce(opened_on, date '2015-01-01') as happened_on,
    1 as value
from stations
union all
select
    stations.*,
    closed_on as happened_on,
    -1 as value
from stations
where closed_on is not null
