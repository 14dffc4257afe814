-- Trademarks in force at the end of each period of the chosen grain, beside the period compared with.
--
-- title   Trademarks in force | 有效注册商标
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   grain       month, quarter or year
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period   Period | 时期
-- column  in_force In force [marks] | 有效量 [件]
-- column  prior    Period compared with [marks] | 对比期 [件]
-- counts  in_force=valid_trademarks
-- draw    line x=period y=in_force prior=prior
-- note    Stocks at the end of each period; they do not add over periods. | 各期末时点数，不可跨期相加。

with events as (
    select
        month,
        sum(value) as number
    from metrics
    where metric = 'valid_trademarks'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        $since::date as since,
        $until::date as until,
        (select min(month) from metrics where metric = 'valid_trademarks') as first_month,
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
    sum(events.number)::bigint as in_force,
    case
        when periods.ends_on - to_months(periods.months_back) >= periods.first_month
            then sum(events.number) filter (events.month <= periods.ends_on - to_months(periods.months_back))
    end::bigint as prior
from periods
join events on events.month <= periods.ends_on
group by periods.period, periods.ends_on, periods.first_month, periods.months_back
order by periods.period
