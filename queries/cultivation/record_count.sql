-- One row: the titles standing at the end of the period in the scope.
--
-- title   Titles in scope | 范围内称号
-- reads   recognitions
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  titles  Titles [titles] | 称号 [项]
-- counts  titles=recognitions_standing
-- draw    table

select count(*) as titles
from recognitions
where recognised_on <= $until
  and (ended_on is null or ended_on > $until)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by titles
