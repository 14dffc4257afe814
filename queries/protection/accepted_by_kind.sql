-- Cases accepted per period and kind, periods without any included.
--
-- title   Cases accepted, by kind | 受理案件走势（按类别）
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  kind        Kind of case | 案件类别
-- column  accepted    Cases accepted [cases] | 受理案件 [件]
-- counts  accepted=ip_cases_handled
-- draw    bar x=period y=accepted by=kind

with chosen as (
    select date_trunc('month', accepted_on)::date as month, kind, count(*) as accepted
    from ip_cases
    where accepted_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

months as (
    select series.month::date as month, kinds.kind
    from generate_series(
        date_trunc('month', $since::date), least($until::date, coalesce($complete::date, $until::date))::timestamp, interval 1 month
    ) as series(month)
    cross join (select distinct kind from chosen) as kinds
    union
    select month, kind from chosen
)

select
    date_trunc(coalesce($grain, 'month'), months.month)::date as period,
    months.kind,
    coalesce(sum(chosen.accepted), 0)::bigint as accepted
from months
left join chosen on chosen.month = months.month and chosen.kind is not distinct from months.kind
group by all
order by period, months.kind
