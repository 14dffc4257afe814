-- The fifteen applicants with most patents granted in the period.
--
-- title   Top applicants by patents granted | 专利授权量前15位申请人
-- reads   patents_by_applicant
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  applicant Applicant | 申请人
-- column  granted   Granted [patents] | 授权量 [件]
-- column  prior     Period compared with [patents] | 对比期 [件]
-- counts  granted=patents_granted
-- draw    rank x=granted y=applicant prior=prior
-- note    First applicants. Candidates are those who once were among the first twenty of a district, chain and year; all their grants count. | 按第一申请人计；候选为曾居某区县、产业链、年份前20位的申请人，其全部授权均计入。

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
        applicant,
        sum(granted) filter (month between span.since and span.until) as current_number,
        sum(granted) filter (month between span.since - to_months(months_back) and span.until - to_months(months_back)) as prior_number
    from patents_by_applicant
    cross join span
    where applicant is not null
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    applicant,
    coalesce(current_number, 0)::bigint as granted,
    prior_number::bigint as prior
from counted
where current_number > 0
order by granted desc, applicant
limit 15
