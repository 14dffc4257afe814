-- Titles standing at the end of the period, by district and title. Every district is shown whatever is chosen.
--
-- title   Titles by district | 各区县称号
-- reads   recognitions
-- param   until       last day counted
-- param   industries  list of industry codes; null means all
-- column  district_code District | 区县
-- column  kind          Title | 称号
-- column  titles        Standing [titles] | 有效称号 [项]
-- counts  titles=recognitions_standing
-- draw    heat x=district_code y=kind z=titles

select
    district_code,
    kind,
    count(*) as titles
from recognitions
where recognised_on <= $until
  and (ended_on is null or ended_on > $until)
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by district_code, kind
