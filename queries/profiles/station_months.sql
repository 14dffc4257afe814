-- One row per month and kind of service that a station reported, newest first.
--
-- title   Services reported | 服务记录
-- reads   station_services
-- param   station    id of the station
-- param   search     part of a month written as 2024-03; null means all
-- param   page_size  rows on a page
-- param   skip       rows before the page
-- column  month     Month | 月份
-- column  service   Service | 服务类别
-- column  services  Services delivered [services] | 服务次数 [次]
-- draw    table

select
    month,
    service,
    services
from station_services
where station_id = $station
  and ($search is null or contains(strftime(month, '%Y-%m'), $search::varchar))
order by month desc, service
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
