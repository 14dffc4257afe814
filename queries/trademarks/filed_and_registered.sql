-- Trademarks filed and registered per period of the chosen grain. The two do not add: a registration was filed before.
--
-- title   Trademarks filed and registered | 商标申请与注册
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period     Period | 时期
-- column  filed      Filed [marks] | 申请量 [件]
-- column  registered Registered [marks] | 注册量 [件]
-- draw    grouped x=period y=filed,registered

with counted as (
    select
        metric,
        month,
        sum(value) as number
    from metrics
    where metric in ('trademarks_filed', 'trademarks_new')
      and ($districts is null or district_code in (select unnest($districts::varchar[])))
      and ($industries is null or industry_code in (select unnest($industries::varchar[])))
    group by all
),

choice as (
    select
        $until::date as until,
        greatest($since::date, (select min(month) from metrics where metric in ('trademarks_filed', 'trademarks_new'))) as since,
        case $grain when 'year' then interval 12 month when 'quarter' then interval 3 month else interval 1 month end as step
),

periods as (
    select
        *,
        unnest(generate_series(date_trunc($grain, since), until, step))::date as period
    from choice
),

summed as (
    select
        periods.period,
        sum(counted.number) filter (counted.metric = 'trademarks_filed') as filed,
        sum(counted.number) filter (counted.metric = 'trademarks_new') as registered,
        -- A month without rows counts zero once it is complete; before that nothing is known.
        case when least(any_value(period + step - interval 1 day), any_value(until)) <= $complete::date then 0 end as otherwise
    from periods
    left join counted
        on counted.month >= greatest(periods.period, periods.since)
        and counted.month < periods.period + periods.step
        and counted.month <= periods.until
    where exists (select 1 from counted)
    group by periods.period
)

select
    period,
    coalesce(filed, otherwise)::bigint as filed,
    coalesce(registered, otherwise)::bigint as registered
from summed
order by period
