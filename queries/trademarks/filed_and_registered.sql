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
-- counts  filed=trademarks_filed registered=trademarks_new
-- draw    grouped x=period y=filed,registered

with counted as (
    select
        date_trunc($grain, month) as period,
        sum(value) filter (metric = 'trademarks_filed' and month between $since and $until) as filed,
        sum(value) filter (metric = 'trademarks_new' and month between $since and $until) as registered
    from metrics
    where metric in ('trademarks_filed', 'trademarks_new')
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        greatest($since::date, (select min(month) from metrics where metric in ('trademarks_filed', 'trademarks_new'))) as since,
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
    coalesce(registered, case when least(periods.period + step - interval 1 day, $until) <= $complete::date then 0 end)::bigint as registered
from periods
left join counted on counted.period = periods.period
order by periods.period
