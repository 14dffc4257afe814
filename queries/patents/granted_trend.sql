-- Patents granted per period of the chosen grain and type, beside the period compared with.
--
-- title   Patents granted by type | 专利授权走势（按类型）
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   grain       month, quarter or year
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 时期
-- column  patent_type Type | 类型
-- column  granted     Granted [patents] | 授权量 [件]
-- column  prior       Period compared with [patents] | 对比期 [件]
-- counts  granted=patents_granted
-- draw    bar x=period y=granted by=patent_type prior=prior

with counted as (
    select
        month,
        breakdown as patent_type,
        sum(value) as number
    from metrics
    where metric = 'patents_granted'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        $since::date as since,
        $until::date as until,
        (select min(month) from metrics where metric = 'patents_granted') as first_month,
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

kinds as (
    select distinct patent_type
    from counted
)

select
    periods.period,
    kinds.patent_type,
    -- A month without rows counts zero once it is complete; before that nothing is known.
    coalesce(
        sum(counted.number) filter (counted.month >= periods.starts_on),
        case when periods.ends_on <= $complete::date then 0 end
    )::bigint as granted,
    case
        when periods.starts_on - to_months(periods.months_back) >= periods.first_month
            then coalesce(sum(counted.number) filter (counted.month <= periods.ends_on - to_months(periods.months_back)), 0)
    end::bigint as prior
from periods
cross join kinds
left join counted
    on counted.patent_type is not distinct from kinds.patent_type
    and counted.month between periods.starts_on - to_months(coalesce(periods.months_back, 0)) and periods.ends_on
group by kinds.patent_type, periods.period, periods.starts_on, periods.ends_on, periods.first_month, periods.months_back
order by periods.period, kinds.patent_type nulls last
