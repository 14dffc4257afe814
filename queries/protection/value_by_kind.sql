-- Value of the cases accepted per period and kind of case; only those that state a value.
--
-- title   Value of the cases | 案值走势
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  kind        Kind of case | 案件类别
-- column  value_cny   Value [CNY] | 案值 [元]
-- column  withheld    Cases whose value is not told [cases] | 案值未载明 [件]
-- counts  value_cny=ip_case_value
-- draw    bar x=period y=value_cny by=kind
-- note    Penalty cases and others that state a value; a value that is withheld adds nothing, and is no 0. | 计处罚案件及其他载明案值的案件；不予公开的案值不计入，亦不作零。

with chosen as (
    select
        date_trunc('month', accepted_on)::date as month,
        kind,
        sum(value_cny) as value_cny,
        count(*) - count(value_cny) as withheld
    from ip_cases
    where (procedure = 'penalty' or value_cny is not null)
      and accepted_on between date_trunc('month', $since::date) and last_day($until::date)
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
    -- where every case of a period withholds its value there is no total
    case when coalesce(sum(chosen.withheld), 0) = 0 or sum(chosen.value_cny) is not null
        then coalesce(sum(chosen.value_cny), 0) end as value_cny,
    coalesce(sum(chosen.withheld), 0)::bigint as withheld
from months
left join chosen on chosen.month = months.month and chosen.kind is not distinct from months.kind
group by all
order by period, months.kind
