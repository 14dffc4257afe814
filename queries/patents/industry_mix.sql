-- Patents granted per industrial chain in the period, most first, beside the period compared with.
-- Every chain is shown whatever is chosen, so that a chosen one stands among the others.
--
-- title   Patents granted by industrial chain | 各产业链专利授权
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- column  industry_code Industrial chain | 产业链
-- column  granted       Granted [patents] | 授权量 [件]
-- column  prior         Period compared with [patents] | 对比期 [件]
-- column  share         Share [%] | 占比 [%]
-- counts  granted=patents_granted
-- draw    rank x=granted y=industry_code prior=prior share=share

with choice as (
    select
        $since::date as since,
        -- The last month that is complete: figures and cards count the same months.
        least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date) as until
),

span as (
    select
        since,
        until,
        case $compare when 'yoy' then 12 when 'previous' then date_diff('month', since, until) + 1 end as months_back
    from choice
),

counted as (
    select
        industry_code,
        sum(value) filter (month between span.since and span.until) as current_number,
        sum(value) filter (month between span.since - to_months(months_back) and span.until - to_months(months_back)) as prior_number
    from metrics
    cross join span
    where metric = 'patents_granted'
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
)

select
    industry_code,
    coalesce(current_number, 0)::bigint as granted,
    prior_number::bigint as prior,
    100 * current_number / nullif(sum(current_number) over (), 0) as share
from counted
where current_number > 0 or prior_number > 0
order by industry_code is null, granted desc, industry_code
