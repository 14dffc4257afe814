-- Patents transferred, licensed and offered under open licences per period, periods without any included.
--
-- title   Transfers, licences, open licences | 转让、许可、开放许可走势
-- reads   patent_transactions
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  kind        Way of use | 转化方式
-- column  patents     Number [patents] | 专利 [件]
-- counts  patents=patents_put_to_use
-- draw    bar x=period y=patents by=kind
-- note    Open licences are declared, and stand apart from the patents transferred and licensed. | 开放许可按声明计，不计入专利转化量。

with chosen as (
    select date_trunc('month', signed_on)::date as month, kind, count(*) as patents
    from patent_transactions
    where signed_on between date_trunc('month', $since::date) and last_day($until::date)
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
    coalesce(sum(chosen.patents), 0)::bigint as patents
from months
left join chosen on chosen.month = months.month and chosen.kind = months.kind
group by all
order by period, months.kind
