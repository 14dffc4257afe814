-- Titles standing at the end of the period, by district and title. Every district is shown whatever is chosen; one
-- that holds none of a title that others hold has 0.
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

with standing as (
    select
        district_code,
        kind
    from recognitions
    where recognised_on <= $until
      and (ended_on is null or ended_on > $until)
      and ($industries is null or list_contains($industries::varchar[], industry_code))
)

select
    districts.district_code,
    kinds.kind,
    count(standing.kind) as titles
from (select distinct district_code from standing) as districts
cross join (select distinct kind from standing) as kinds
left join standing
    on standing.district_code is not distinct from districts.district_code
    and standing.kind = kinds.kind
group by all
order by districts.district_code, kinds.kind
