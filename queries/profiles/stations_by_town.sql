-- Stations open at the end of the period and services delivered in it, by town of a district.
--
-- title   Towns | 乡镇（街道）
-- reads   stations, station_services
-- param   district  code of the district
-- param   since     first day counted
-- param   until     last day counted
-- param   complete  last complete day: counted up to its last whole month, as cards are
-- column  town       Town | 乡镇（街道）
-- column  stations   Stations [stations] | 站点 [个]
-- column  services   Services in the period [services] | 期内服务 [次]

with delivered as (
    select
        station_id,
        sum(services)::bigint as services
    from station_services
    where month between $since
        and least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date)
    group by station_id
)

select
    stations.town,
    count(*) as stations,
    sum(delivered.services)::bigint as services
from stations
left join delivered on delivered.station_id = stations.station_id
where stations.district_code = $district
  and stations.town is not null
  and ($until is null or coalesce(stations.opened_on, date '2015-01-01') <= $until)
  and ($until is null or stations.closed_on is null or stations.closed_on > $until)
group by stations.town
order by stations.town
