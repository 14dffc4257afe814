-- Cases closed in the period per outcome, each split by the procedure in which it was reached.
--
-- title   How cases ended | 结案方式
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  outcome     Outcome | 结案方式
-- column  procedure   Procedure | 办理程序
-- column  closed      Cases closed [cases] | 结案 [件]
-- counts  closed=ip_cases_closed
-- draw    rank x=closed y=outcome by=procedure

with ended as (
    select
        outcome,
        procedure,
        count(*) as closed
    from ip_cases
    where closed_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    outcome,
    procedure,
    closed
from ended
order by sum(closed) over (partition by outcome) desc, outcome, closed desc, procedure
