-- Visits per edition, day, hall and visitor class.
--
-- reads   expo_visits
-- by      hall, visitor_class

select
    edition,
    visited_on,
    hall,
    visitor_class,
    sum(visits)::bigint as visits
from expo_visits
group by all
