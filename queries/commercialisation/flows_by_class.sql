-- Patents transferred and licensed, by class of giver and class of receiver; a pair without any is 0.
--
-- title   Flows between kinds of party (rows give, columns receive) | 转化主体流向（行为转出方，列为转入方）
-- reads   patent_transactions
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  from_class  Giver | 转出方
-- column  to_class    Receiver | 转入方
-- column  patents     Commercialised [patents] | 转化量 [件]
-- counts  patents=patents_transferred
-- draw    heat x=to_class y=from_class z=patents
-- note    Rows give, columns receive; transfers and licences. | 行为转出方，列为转入方；含转让与许可。

with chosen as (
    select from_class, to_class, count(*) as patents
    from patent_transactions
    where kind in ('transfer', 'licence')
      and signed_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    givers.from_class,
    receivers.to_class,
    coalesce(chosen.patents, 0)::bigint as patents
from (select distinct from_class from chosen) as givers
cross join (select distinct to_class from chosen) as receivers
left join chosen
    on chosen.from_class is not distinct from givers.from_class
    and chosen.to_class is not distinct from receivers.to_class
order by givers.from_class nulls last, receivers.to_class nulls last
