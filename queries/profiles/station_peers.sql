-- A station among those of its district or of the city: its neighbours by services delivered in the period.
--
-- title   Rank among stations | 站点排名
-- reads   stations, station_services
-- param   station   id of the station
-- param   since     first day counted
-- param   until     last day counted
-- param   complete  last complete day: counted up to its last whole month, as cards are
-- param   district  code of the district; null means the city
-- column  position    Rank | 名次
-- column  station_id  Station id | 站点编号
-- column  name        Station | 站点
-- column  services    Services in the period [services] | 期内服务 [次]
-- column  peers       Stations ranked [stations] | 参与排名站点 [个]

with counted as (
    select
        stations.station_id,
        stations.name,
        sum(delivered.services)::bigint as services
    from station_services as delivered
    join stations on stations.station_id = delivered.station_id
    where delivered.month between $since
          and least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date)
      and ($district is null or stations.district_code = $district)
    group by all
),

placed as (
    select
        rank() over (order by services desc) as position,
        row_number() over (order by services desc, station_id) as place,
        station_id,
        name,
        services,
        count(*) over () as peers
    from counted
)

select
    position,
    station_id,
    name,
    services,
    peers
from placed
where abs(place - (select place from placed where station_id = $station)) <= 3
order by place
