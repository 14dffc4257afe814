-- Stations, services and residents of each district at the end of the period, for readers who do not read maps.
--
-- title   Stations and services by district | 各区县站点与服务量
-- reads   metrics, stations
-- param   since       first day counted
-- param   until       last day counted
-- column  district_code        District | 区县
-- column  ip_service           IP | 服务站
-- column  trademark_brand      Brand | 指导站
-- column  services             Services [services] | 服务 [次]
-- column  residents_per_station Residents per station | 每站常住人口
-- counts  ip_service=ip_service_stations trademark_brand=trademark_guidance_stations services=station_services_delivered residents_per_station=residents_per_station
-- draw    table
-- note    IP service stations, then trademark and brand guidance stations. Residents are those of the 2020 census. | 服务站为知识产权服务站，指导站为商标品牌指导服务站；常住人口为2020年普查数。

with counted as (
    select
        district_code,
        sum(value) filter (metric = 'stations_open' and breakdown = 'ip_service') as ip_service,
        sum(value) filter (metric = 'stations_open' and breakdown = 'trademark_brand') as trademark_brand,
        sum(value) filter (metric = 'station_services_delivered' and month >= $since) as services,
        sum(value) filter (metric = 'stations_open') as stations,
        sum(value) filter (metric = 'population_resident') as residents
    from metrics
    where month <= $until
      and district_code is not null
      and metric in ('stations_open', 'station_services_delivered', 'population_resident')
    group by district_code
)

select
    district_code,
    coalesce(ip_service, 0)::bigint as ip_service,
    coalesce(trademark_brand, 0)::bigint as trademark_brand,
    services::bigint as services,
    round(residents / nullif(stations, 0))::bigint as residents_per_station
from counted
where district_code in (select district_code from stations)
order by ip_service + trademark_brand desc, district_code
