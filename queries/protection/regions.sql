-- Cases accepted in the period that were handled jointly with another region, per region.
--
-- title   Joint action with other regions | 跨区域联合办案
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  cooperating_region  Region | 地区
-- column  cases               Cases [cases] | 案件 [件]
-- column  share               Share | 占比
-- counts  cases=ip_joint_cases
-- draw    rank x=cases y=cooperating_region share=share

select
    cooperating_region,
    count(*) as cases,
    count(*) / sum(count(*)) over () as share
from ip_cases
where cooperating_region is not null
  and accepted_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by cases desc, cooperating_region
