-- Inventions and utility models granted per section of the International Patent Classification in the period.
--
-- title   Technology of patents granted | 授权专利技术领域（IPC部）
-- reads   patents_by_section
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  ipc_section IPC section | IPC部
-- column  granted     Granted [patents] | 授权量 [件]
-- column  prior       Period compared with [patents] | 对比期 [件]
-- column  share       Share [%] | 占比 [%]
-- codes   ipc_section ipc_sections
-- counts  granted=patents_granted_with_section
-- draw    rank x=granted y=ipc_section prior=prior share=share
-- note    Main symbol of each patent; designs are classified elsewhere (Locarno) and not counted here. | 按主分类号计；外观设计适用洛迦诺分类，不在此列。

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
        ipc_section,
        sum(granted) filter (month between span.since and span.until) as current_number,
        sum(granted) filter (month between span.since - to_months(months_back) and span.until - to_months(months_back)) as prior_number
    from patents_by_section
    cross join span
    where ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    ipc_section,
    coalesce(current_number, 0)::bigint as granted,
    prior_number::bigint as prior,
    100 * current_number / nullif(sum(current_number) over (), 0) as share
from counted
where current_number > 0 or prior_number > 0
order by ipc_section is null, granted desc, ipc_section
