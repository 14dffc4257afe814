-- Stations open at the end of the period, those that delivered most services in it first.
--
-- title   Stations by services delivered | 站点服务量
-- reads   stations, station_services
-- param   since     first day counted
-- param   until     last day counted
-- param   complete  last complete day: counted up to its last whole month, as cards are
-- param   district  code of the district; null means all
-- param   number    how many are returned; null means 10
-- column  station_id     Station id | 站点编号
-- column  name           Station | 站点
-- column  district_code  District | 区县
-- column  town           Town | 乡镇（街道）
-- column  services       Services delivered [services] | 服务次数 [次]

select
    stations.station_id,
    stations.name,
    stations.district_code,
    stations.town,
    sum(delivered.services)::bigint as services
from stations
left join station_services as delivered
    on delivered.station_id = stations.station_id
    and delivered.month between $since
        and least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date)
where ($district is null or stations.district_code = $district)
  and ($until is null or coalesce(stations.opened_on, date '2015-01-01') <= $until)
  and ($until is null or stations.closed_on is null or stations.closed_on > $until)
group by all
order by services desc nulls last, stations.station_id
limit coalesce($number::bigint, 10)
