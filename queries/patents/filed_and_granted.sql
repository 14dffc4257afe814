-- Patents filed and granted per period of the chosen grain. The two do not add: a grant was filed years before.
--
-- title   Patents filed and granted | 专利申请与授权
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period  Period | 时期
-- column  filed   Filed [patents] | 申请量 [件]
-- column  granted Granted [patents] | 授权量 [件]
-- counts  filed=patents_filed granted=patents_granted
-- draw    grouped x=period y=filed,granted
-- note    Inventions are granted two to three years after filing, so grants of a period are not grants of its filings. | 发明专利从申请到授权一般需两三年，同期授权量并非同期申请的结果。

with counted as (
    select
        date_trunc($grain, month) as period,
        sum(value) filter (metric = 'patents_filed' and month between $since and $until) as filed,
        sum(value) filter (metric = 'patents_granted' and month between $since and $until) as granted
    from metrics
    where metric in ('patents_filed', 'patents_granted')
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        greatest($since::date, (select min(month) from metrics where metric in ('patents_filed', 'patents_granted'))) as since,
        case $grain when 'year' then interval 12 month when 'quarter' then interval 3 month else interval 1 month end as step
),

periods as (
    select
        unnest(generate_series(date_trunc($grain, since), $until::date, step))::date as period,
        step
    from choice
    where exists (select 1 from counted)
)

select
    periods.period,
    -- A month without rows counts zero once it is complete; before that nothing is known.
    coalesce(filed, case when least(periods.period + step - interval 1 day, $until) <= $complete::date then 0 end)::bigint as filed,
    coalesce(granted, case when least(periods.period + step - interval 1 day, $until) <= $complete::date then 0 end)::bigint as granted
from periods
left join counted on counted.period = periods.period
order by periods.period
