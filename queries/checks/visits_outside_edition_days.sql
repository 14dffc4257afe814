-- Visits counted for an edition on a day when it was not open.
--
-- title      Expo visits outside the days of their edition | 入场计数日期不在该届会期内
-- severity   warning
-- reads      expo_days, expo_editions

select
    days.edition,
    days.visited_on,
    editions.starts_on,
    editions.ends_on,
    sum(days.visits)::bigint as visits
from expo_days as days
join expo_editions as editions on editions.edition = days.edition
where days.visited_on < editions.starts_on
   or days.visited_on > editions.ends_on
group by all
order by days.edition, days.visited_on
