-- Patents transferred and licensed, by place of giver and place of receiver; a pair without any is 0.
--
-- title   Flows between places (rows give, columns receive) | 转化地区流向（行为转出地，列为转入地）
-- reads   patent_transactions
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  from_place  From | 转出地
-- column  to_place    To | 转入地
-- column  patents     Commercialised [patents] | 转化量 [件]
-- counts  patents=patents_transferred
-- draw    heat x=to_place y=from_place z=patents
-- note    Rows give, columns receive; transfers and licences. | 行为转出方，列为转入方；含转让与许可。

with chosen as (
    select from_place, to_place, count(*) as patents
    from patent_transactions
    where kind in ('transfer', 'licence')
      and signed_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    givers.from_place,
    receivers.to_place,
    coalesce(chosen.patents, 0)::bigint as patents
from (select distinct from_place from chosen) as givers
cross join (select distinct to_place from chosen) as receivers
left join chosen
    on chosen.from_place is not distinct from givers.from_place
    and chosen.to_place is not distinct from receivers.to_place
order by givers.from_place nulls last, receivers.to_place nulls last
