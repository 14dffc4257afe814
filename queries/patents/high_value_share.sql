-- High-value inventions as a share of inventions in force at the end of each period of the chosen grain.
--
-- title   High-value share of inventions in force | 高价值发明专利占比走势
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   grain       month, quarter or year
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period Period | 时期
-- column  share  High-value share [%] | 高价值占比 [%]
-- column  prior  Period compared with [%] | 对比期 [%]
-- counts  share=high_value_share
-- draw    line x=period y=share prior=prior
-- note    Ratio of two stocks at the end of each period; never averaged over periods. | 两个期末时点数之比，不跨期平均。

with events as (
    select
        month,
        sum(value) filter (metric = 'high_value_invention_patents') as high_value,
        sum(value) filter (metric = 'valid_invention_patents') as valid
    from metrics
    where metric in ('high_value_invention_patents', 'valid_invention_patents')
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        $since::date as since,
        $until::date as until,
        (select min(month) from metrics where metric = 'valid_invention_patents') as first_month,
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
),

standing as (
    select
        periods.period,
        sum(high_value) as high_value,
        sum(valid) as valid,
        sum(high_value) filter (events.month <= ends_on - to_months(months_back)) as high_value_before,
        sum(valid) filter (events.month <= ends_on - to_months(months_back)) as valid_before
    from periods
    join events on events.month <= periods.ends_on
    group by all
)

select
    period,
    100 * coalesce(high_value, 0) / nullif(valid, 0) as share,
    100 * coalesce(high_value_before, 0) / nullif(valid_before, 0) as prior
from standing
order by period
