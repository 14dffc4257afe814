-- Services that stations delivered, by month.
--
-- title      Station services delivered | 站点服务量
-- unit       services | 次
-- kind       flow
-- better     up
-- reads      station_services, stations
-- records    station_services
-- measures   services
-- by         district
-- breakdown  service
-- about      Times that stations of both kinds delivered a service. | 两类站点提供服务的次数。
-- caveat     A service is counted each time; not persons. | 按服务次数计，不是人数。

select
    station_services.*,
    stations.district_code,
    station_services.month as happened_on,
    station_services.services as value
from station_services
left join stations on stations.station_id = station_services.station_id
