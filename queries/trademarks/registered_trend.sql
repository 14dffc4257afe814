-- Trademarks registered per period of the chosen grain, beside the period compared with.
--
-- title   Trademarks registered | 新增注册商标走势
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   grain       month, quarter or year
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period     Period | 时期
-- column  registered Registered [marks] | 注册量 [件]
-- column  prior      Period compared with [marks] | 对比期 [件]
-- counts  registered=trademarks_new
-- draw    bar x=period y=registered prior=prior
-- note    One mark in one class counts once. | 一标一类计一件。

with counted as (
    select
        month,
        sum(value) as number
    from metrics
    where metric = 'trademarks_new'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        $since::date as since,
        $until::date as until,
        (select min(month) from metrics where metric = 'trademarks_new') as first_month,
        case $compare
            when 'yoy' then 12
            when 'previous' then date_diff('month', $since::date, least($until::date, $complete::date)) + 1
        end as months_back,
        case $grain when 'year' then interval 12 month when 'quarter' then interval 3 month else interval 1 month end as step
),

starts as (
    select
        *,
        unnest(generate_series(date_trunc($grain, greatest(since, first_month)), until, step))::date as period
    from choice
),

periods as (
    select
        period,
        first_month,
        months_back,
        greatest(period, since) as starts_on,
        least((period + step - interval 1 day)::date, until) as ends_on
    from starts
)

select
    periods.period,
    -- A month without rows counts zero once it is complete; before that nothing is known.
    coalesce(
        sum(counted.number) filter (counted.month >= periods.starts_on),
        case when periods.ends_on <= $complete::date then 0 end
    )::bigint as registered,
    case
        when periods.starts_on - to_months(periods.months_back) >= periods.first_month
            then coalesce(sum(counted.number) filter (counted.month <= periods.ends_on - to_months(periods.months_back)), 0)
    end::bigint as prior
from periods
left join counted
    on counted.month between periods.starts_on - to_months(coalesce(periods.months_back, 0)) and periods.ends_on
where exists (select 1 from counted)
group by periods.period, periods.starts_on, periods.ends_on, periods.first_month, periods.months_back
order by periods.period
