-- Service counts whose station does not stand in the list of stations.
--
-- title      Services of a station that is not listed | 服务量所属站点不在站点名录中
-- severity   error
-- reads      station_services, stations
-- column     first_month    First month | 最早月份
-- column     last_month     Last month | 最晚月份
-- column     rows_affected  Rows [rows] | 涉及行数 [行]

select
    services.station_id,
    min(services.month) as first_month,
    max(services.month) as last_month,
    count(*) as rows_affected
from station_services as services
where exists (select 1 from stations) -- without the list of stations nothing can be said
  and not exists (select 1 from stations where stations.station_id = services.station_id)
group by services.station_id
order by services.station_id
