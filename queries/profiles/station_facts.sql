-- What the records say of a station, in one row; no row when there is none of that id.
--
-- title   The station | 站点概况
-- reads   stations, station_services
-- param   station  id of the station
-- column  name           Name | 站点名称
-- column  kind           Kind | 站点类型
-- column  district_code  District | 区县
-- column  town           Town | 乡镇（街道）
-- column  address        Address | 地址
-- column  lon            Longitude [degrees east] | 经度 [东经度]
-- column  lat            Latitude [degrees north] | 纬度 [北纬度]
-- column  opened_on      Opened on | 设立日期
-- column  closed_on      Closed on | 撤销日期
-- column  first_month    First services | 首次服务
-- column  last_month     Last services | 最近服务
-- column  services       Services delivered [services] | 累计服务 [次]

with delivered as (
    select
        min(month) filter (where services > 0) as first_month,
        max(month) filter (where services > 0) as last_month,
        sum(services)::bigint as services
    from station_services
    where station_id = $station
)

select
    stations.name,
    stations.kind,
    stations.district_code,
    stations.town,
    stations.address,
    stations.lon,
    stations.lat,
    stations.opened_on,
    stations.closed_on,
    delivered.first_month,
    delivered.last_month,
    delivered.services
from stations
cross join delivered
where stations.station_id = $station
order by stations.name
