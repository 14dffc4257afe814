-- Stations open at the end of the period, one row each, with the services they delivered in it.
--
-- title   Stations on the map | 站点分布
-- reads   stations, station_services
-- param   since       first day counted
-- param   until       last day counted
-- column  station_id     Station id | 站点编号
-- column  name           Name | 站点名称
-- column  kind           Kind | 站点类型
-- column  district_code  District | 区县
-- column  town           Town | 乡镇（街道）
-- column  lon            Longitude [degrees east] | 经度 [东经度]
-- column  lat            Latitude [degrees north] | 纬度 [北纬度]
-- column  services       Services delivered [services] | 服务次数 [次]
-- draw    table

with delivered as (
    select
        station_id,
        sum(services)::bigint as services
    from station_services
    where month between $since and $until
    group by station_id
)

select
    stations.station_id,
    stations.name,
    stations.kind,
    stations.district_code,
    stations.town,
    stations.lon,
    stations.lat,
    delivered.services
from stations
left join delivered on delivered.station_id = stations.station_id
where ($until is null or coalesce(stations.opened_on, date '2015-01-01') <= $until)
  and ($until is null or stations.closed_on is null or stations.closed_on > $until)
order by stations.station_id
