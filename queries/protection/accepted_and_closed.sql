-- Cases accepted and cases closed per period, side by side: where more come than go, the backlog grows.
--
-- title   Accepted and closed | 受理与结案
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  accepted    Accepted [cases] | 受理 [件]
-- column  closed      Closed [cases] | 结案 [件]
-- counts  accepted=ip_cases_handled closed=ip_cases_closed
-- draw    grouped x=period y=accepted,closed
-- note    A case is closed in a later period than it was accepted in; the two counts are not of the same cases. | 案件多在受理之后的期间结案，两项并非同一批案件。

with chosen as (
    select *
    from ip_cases
    where ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

events as (
    select date_trunc('month', accepted_on)::date as month, 1 as accepted, 0 as closed from chosen
    union all
    select date_trunc('month', closed_on)::date as month, 0 as accepted, 1 as closed from chosen where closed_on is not null
),

months as (
    select series.month::date as month
    from generate_series(
        date_trunc('month', $since::date), least($until::date, coalesce($complete::date, $until::date))::timestamp, interval 1 month
    ) as series(month)
    -- before its first case a register is not there: no zeros
    where series.month >= (select date_trunc('month', min(accepted_on)) from chosen)
)

select
    date_trunc(coalesce($grain, 'month'), months.month)::date as period,
    coalesce(sum(events.accepted), 0)::bigint as accepted,
    coalesce(sum(events.closed), 0)::bigint as closed
from months
left join events on events.month = months.month
group by all
order by period
