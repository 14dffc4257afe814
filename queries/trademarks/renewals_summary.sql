-- One row: renewals due in the next 6 and 24 months, and marks whose term ended within the six months of grace.
--
-- title   Renewals due | 应续展商标
-- reads   trademarks_by_term_end
-- param   complete    last complete day; months are counted from the one after it
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  due_in_6  Due within 6 months [marks] | 6个月内应续展 [件]
-- column  due_in_24 Due within 24 months [marks] | 24个月内应续展 [件]
-- column  in_grace  In the six months of grace [marks] | 处于六个月宽展期 [件]
-- draw    table

with choice as (
    select (date_trunc('month', $complete::date + 1))::date as since
),

in_force as (
    select
        month,
        sum(marks) as number
    from trademarks_by_term_end
    where true
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    coalesce(sum(number) filter (month >= since and month < since + interval 6 month), 0)::bigint as due_in_6,
    coalesce(sum(number) filter (month >= since and month < since + interval 24 month), 0)::bigint as due_in_24,
    coalesce(sum(number) filter (month < since and month >= since - interval 6 month), 0)::bigint as in_grace
from in_force
cross join choice
having count(*) > 0
order by due_in_6
