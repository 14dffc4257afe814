-- Visits per hall and visitor class: who comes to which hall.
--
-- title   Visitor classes by hall | 各展馆观众构成
-- reads   expo_days
-- param   edition        number of the edition; null means counts outside any edition
-- param   since          first day counted outside an edition
-- param   until          last day counted outside an edition
-- column  hall           Hall | 展馆
-- column  visitor_class  Visitor class | 观众类别
-- column  visits         Visits [entries] | 人次 [人次]
-- draw    share x=hall y=visits by=visitor_class

select
    hall,
    visitor_class,
    sum(visits)::bigint as visits
from expo_days
where edition is not distinct from $edition::bigint
  and ($edition::bigint is not null or visited_on between date_trunc('month', $since::date) and $until::date)
group by hall, visitor_class
order by sum(sum(visits)) over (partition by hall) desc, hall, visitor_class
