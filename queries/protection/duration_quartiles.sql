-- Days from acceptance to closing of the cases closed in each period: the quarter that went fastest ends at the lower
-- quartile, half end at the median.
--
-- title   Days to close: median and quartiles | 办理天数中位数与四分位数
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  series      Quantile | 分位
-- column  days        Days from acceptance to closing [days] | 受理至结案天数 [天]
-- column  closed      Cases closed [cases] | 结案 [件]
-- codes   series quantiles
-- draw    line x=period y=days by=series
-- note    Half of the cases closed in a period lie between the quartiles; periods without a closed case have no point. | 期内结案案件有一半落在上下四分位数之间；无结案的期间无点。

with periods as (
    select
        date_trunc(coalesce($grain, 'month'), closed_on)::date as period,
        quantile_cont(closed_on - accepted_on, 0.75) as upper_quartile,
        median(closed_on - accepted_on) as median,
        quantile_cont(closed_on - accepted_on, 0.25) as lower_quartile,
        count(*) as closed
    from ip_cases
    where closed_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

series as (
    select 1 as place, 'upper_quartile' as series, period, upper_quartile as days, closed from periods
    union all
    select 2 as place, 'median' as series, period, median as days, closed from periods
    union all
    select 3 as place, 'lower_quartile' as series, period, lower_quartile as days, closed from periods
)

select
    period,
    series,
    days,
    closed
from series
order by place, period
