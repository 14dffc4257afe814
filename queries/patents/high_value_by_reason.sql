-- High-value inventions in force at the end of the period, by the first national test that each meets.
--
-- title   High-value inventions by national test | 高价值发明专利（按认定口径）
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  high_value_reason Test | 口径
-- column  in_force          In force [patents] | 有效量 [件]
-- column  prior             Period compared with [patents] | 对比期 [件]
-- column  share             Share [%] | 占比 [%]
-- counts  in_force=high_value_invention_patents
-- draw    rank x=in_force y=high_value_reason prior=prior share=share
-- note    An invention that meets several tests counts under the first. | 同时符合多类口径的，只计入首项。

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
        breakdown as high_value_reason,
        sum(value) filter (month <= span.until) as current_number,
        sum(value) filter (month <= span.until - to_months(months_back)) as prior_number
    from metrics
    cross join span
    where metric = 'high_value_invention_patents'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    high_value_reason,
    coalesce(current_number, 0)::bigint as in_force,
    prior_number::bigint as prior,
    100 * current_number / nullif(sum(current_number) over (), 0) as share
from counted
where current_number > 0 or prior_number > 0
order by high_value_reason is null, in_force desc, high_value_reason
