-- Visits per day of an edition and visitor class: who comes on which day.
--
-- title   Visitor classes by day | 每日观众构成
-- reads   expo_days
-- param   edition        number of the edition
-- column  visited_on     Day | 日期
-- column  visitor_class  Visitor class | 观众类别
-- column  visits         Visits [entries] | 人流 [人次]
-- counts  visits=expo_visits_counted
-- draw    share x=visited_on y=visits by=visitor_class grain=day

select
    visited_on,
    visitor_class,
    sum(visits)::bigint as visits
from expo_days
where edition = $edition::bigint
group by all
order by visited_on, visitor_class
