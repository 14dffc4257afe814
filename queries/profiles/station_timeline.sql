-- Services that a station delivered in each year, by kind.
--
-- title   Year by year | 历年服务
-- reads   station_services
-- param   station  id of the station
-- param   until    last day counted
-- column  year      Year | 年份
-- column  service   Service | 服务类别
-- column  services  Services delivered [services] | 服务次数 [次]
-- draw    heat x=year y=service z=services

select
    year(month)::varchar as year,
    service,
    sum(services)::bigint as services
from station_services
where station_id = $station
  and month <= $until
group by all
order by year, service
