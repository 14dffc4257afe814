-- Visits per day of an edition; without one, per day of the period outside any edition.
--
-- title   Visits by day | 每日人流
-- reads   expo_days
-- param   edition     number of the edition; null means counts outside any edition
-- param   since       first day counted outside an edition
-- param   until       last day counted outside an edition
-- column  visited_on  Day | 日期
-- column  visits      Visits [entries] | 人流 [人次]
-- counts  visits=expo_visits_counted
-- draw    bar x=visited_on y=visits grain=day
-- note    Entries, not persons. | 人次而非人数。

select
    visited_on,
    sum(visits)::bigint as visits
from expo_days
where edition is not distinct from $edition::bigint
  and ($edition::bigint is not null or visited_on between date_trunc('month', $since::date) and $until::date)
group by all
order by visited_on
