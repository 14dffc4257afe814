-- Stations nearest to one, in kilometres as the crow flies; only those that have coordinates.
--
-- title   Nearest stations | 邻近站点
-- reads   stations
-- param   station  id of the station
-- column  station_id     Station id | 站点编号
-- column  name           Station | 站点
-- column  district_code  District | 区县
-- column  km             Distance [km] | 距离 [公里]

with here as (
    select
        radians(lon) as lon,
        radians(lat) as lat
    from stations
    where station_id = $station
)

select
    stations.station_id,
    stations.name,
    stations.district_code,
    -- The haversine formula on a sphere of the earth's mean radius.
    2 * 6371.0 * asin(sqrt(
        power(sin((radians(stations.lat) - here.lat) / 2), 2)
        + cos(here.lat) * cos(radians(stations.lat)) * power(sin((radians(stations.lon) - here.lon) / 2), 2)
    )) as km
from stations
cross join here
where stations.station_id <> $station
  and stations.closed_on is null
  and stations.lon is not null
  and stations.lat is not null
  and here.lon is not null
  and here.lat is not null
order by km, stations.station_id
limit 8
