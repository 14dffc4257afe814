-- Visits per edition, day, hour and hall; counts outside an edition are kept by month, so that years of them stay small.
--
-- reads   expo_visits
-- by      hall

select
    edition,
    case when edition is null then date_trunc('month', visited_on)::date else visited_on end as counted_on,
    hour,
    hall,
    sum(visits)::bigint as visits
from expo_visits
group by all
