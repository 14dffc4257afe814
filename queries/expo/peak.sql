-- One row: the busiest hour and hall, the busiest hall over all hours, and the visits they stand in.
--
-- title   Peak hour and hall | 人流高峰
-- reads   expo_hours
-- param   edition      number of the edition; null means counts outside any edition
-- param   since        first day counted outside an edition
-- param   until        last day counted outside an edition
-- column  visits       Visits [entries] | 入场人次 [人次]
-- column  days         Days counted [days] | 计数天数 [天]
-- column  peak_on      Day of the peak | 高峰日
-- column  peak_hour    Peak hour from | 高峰时段（起）
-- column  peak_hall    Hall of the peak | 高峰展馆
-- column  peak_visits  Visits in that hour and hall [entries] | 该时段该馆人次 [人次]
-- column  hall         Busiest hall | 人流最多展馆
-- column  hall_share   Its share of all visits | 占全部人流
-- codes   peak_hall expo_halls
-- codes   hall expo_halls
-- draw    table

with cells as (
    select
        case when edition is not null then counted_on end as counted_on,
        hour,
        hall,
        sum(visits)::bigint as visits
    from expo_hours
    where edition is not distinct from $edition::bigint
      and ($edition::bigint is not null or counted_on between date_trunc('month', $since::date) and $until::date)
    group by all
),

peak as (
    select * from cells
    order by visits desc, counted_on, hour, hall
    limit 1
),

halls as (
    select hall, sum(visits) as visits from cells
    group by all
    order by visits desc, hall
    limit 1
)

select
    (select sum(visits)::bigint from cells) as visits,
    (select count(distinct counted_on) from cells) as days,
    peak.counted_on as peak_on,
    peak.hour as peak_hour,
    peak.hall as peak_hall,
    peak.visits as peak_visits,
    halls.hall,
    halls.visits / nullif((select sum(visits) from cells), 0) as hall_share
from peak
cross join halls
order by peak.hall
