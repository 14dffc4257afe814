-- The fifteen stations that delivered most services in the period.
--
-- title   The fifteen busiest stations | 服务量前十五位的站点
-- reads   stations, station_services
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- column  station_id     Station id | 站点编号
-- column  name           Station | 站点
-- column  district_code  District | 区县
-- column  services       Services delivered [services] | 服务次数 [次]
-- counts  services=station_services_delivered
-- selects station_id
-- draw    rank x=services y=name

select
    stations.station_id,
    stations.name,
    stations.district_code,
    sum(delivered.services)::bigint as services
from station_services as delivered
join stations on stations.station_id = delivered.station_id
where delivered.month between $since and $until
  and ($districts is null or list_contains($districts::varchar[], stations.district_code))
group by all
having services > 0
order by services desc, stations.name
limit 15
