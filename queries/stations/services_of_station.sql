-- Services that one station delivered, per month and kind of service.
--
-- title   Services of the chosen station | 所选站点服务量
-- reads   station_services
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   station     id of the station
-- column  period      Period | 时段
-- column  service     Service | 服务类别
-- column  services    Services delivered [services] | 服务次数 [次]
-- counts  services=station_services_delivered
-- draw    bar x=period y=services by=service

select
    date_trunc(coalesce($grain, 'month'), month)::date as period,
    service,
    sum(services)::bigint as services
from station_services
where station_id = $station
  and month between $since and $until
group by all
order by period, service
