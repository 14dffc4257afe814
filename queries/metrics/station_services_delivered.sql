-- Services that stations delivered, by month.
--
-- title      Station services delivered | 站点服务量
-- unit       services | 次
-- kind       flow
-- better     up
-- reads      station_services, stations
-- by         district
-- breakdown  service
-- about      Times that stations of both kinds delivered a service. | 两类站点提供服务的次数。
-- caveat     A service is counted each time; not persons. | 按服务次数计,不是人数。

select
    services.month,
    stations.district_code,
    null::varchar as industry_code,
    services.service as breakdown,
    sum(services.services)::double as value
from station_services as services
left join stations on stations.station_id = services.station_id
group by all
