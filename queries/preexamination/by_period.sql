-- Requests received, accepted and granted per period of the chosen grain, each in the period in which it happened.
--
-- title   Received, accepted, granted | 接收、受理与授权走势
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the list is complete
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period    Period | 时期
-- column  received  Received [cases] | 接收 [件]
-- column  accepted  Accepted [cases] | 受理 [件]
-- column  granted   Granted [patents] | 授权 [件]
-- counts  received=patent_prereviews_received accepted=patent_prereviews_accepted granted=preexamination_grants
-- draw    grouped x=period y=received,accepted,granted
-- note    What is granted in a period was received months before. | 同期授权案件为此前数月接收。

with counted as (
    select
        date_trunc($grain, month) as period,
        sum(value) filter (metric = 'patent_prereviews_received') as received,
        sum(value) filter (metric = 'patent_prereviews_accepted') as accepted,
        sum(value) filter (metric = 'preexamination_grants') as granted
    from metrics
    where metric in ('patent_prereviews_received', 'patent_prereviews_accepted', 'preexamination_grants')
      and month between date_trunc('month', $since::date) and $until::date
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        greatest($since::date, (select min(month) from metrics where metric = 'patent_prereviews_received')) as since,
        case $grain when 'year' then interval 12 month when 'quarter' then interval 3 month else interval 1 month end as step
),

periods as (
    select
        period,
        -- A period without rows counts zero once it is complete; before that nothing is known.
        case when least(period + step - interval 1 day, $until) <= $complete::date then 0 end as nothing
    from (
        select
            unnest(generate_series(date_trunc($grain, since), $until::date, step))::date as period,
            step
        from choice
        where exists (select 1 from counted)
    )
)

select
    periods.period,
    coalesce(received, nothing)::bigint as received,
    coalesce(accepted, nothing)::bigint as accepted,
    coalesce(granted, nothing)::bigint as granted
from periods
left join counted on counted.period = periods.period
order by periods.period
