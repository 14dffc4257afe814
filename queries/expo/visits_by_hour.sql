-- Visits per hour of the day and hall of an edition; without one, per counting place outside any edition.
--
-- title   Visits by hour and hall | 分时段分展馆人流
-- reads   expo_hours
-- param   edition  number of the edition; null means counts outside any edition
-- param   since    first day counted outside an edition
-- param   until    last day counted outside an edition
-- column  hour     Hour from | 时段（起）
-- column  hall     Hall | 展馆
-- column  visits   Visits [entries] | 人流 [人次]
-- codes   hall expo_halls
-- counts  visits=expo_visits_counted
-- draw    heat x=hour y=hall z=visits
-- note    Entries, not persons; hours without a row were not counted. The twenty busiest halls are shown. | 人次而非人数；无行之时段为未计数；至多列人流最多的20个展馆。

with counted as (
    select hour, hall, sum(visits)::bigint as visits
    from expo_hours
    where edition is not distinct from $edition::bigint
      and ($edition::bigint is not null or counted_on between date_trunc('month', $since::date) and $until::date)
    group by all
),

busiest as (
    select hall, sum(visits) as visits
    from counted
    group by all
    order by visits desc, hall
    limit 20
)

select
    counted.hour,
    counted.hall,
    counted.visits
from counted
join busiest on busiest.hall = counted.hall
order by busiest.visits desc, counted.hall, counted.hour
