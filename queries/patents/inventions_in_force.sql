-- Inventions in force at the end of each period of the chosen grain, by kind of owner.
--
-- title   Inventions in force by owner | 有效发明专利（按权利人类别）
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period          Period | 时期
-- column  applicant_class Owner | 权利人类别
-- column  in_force        In force [patents] | 有效量 [件]
-- counts  in_force=valid_invention_patents
-- draw    area x=period y=in_force by=applicant_class
-- note    Stocks at the end of each period; they do not add over periods. | 各期末时点数，不可跨期相加。

with events as (
    select
        month,
        breakdown as applicant_class,
        sum(value) as number
    from metrics
    where metric = 'valid_invention_patents'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

choice as (
    select
        $until::date as until,
        greatest($since::date, (select min(month) from metrics where metric = 'valid_invention_patents')) as since,
        case $grain when 'year' then interval 12 month when 'quarter' then interval 3 month else interval 1 month end as step
),

periods as (
    select
        *,
        unnest(generate_series(date_trunc($grain, since), until, step))::date as period
    from choice
),

kinds as (
    select distinct applicant_class
    from events
)

select
    periods.period,
    kinds.applicant_class,
    coalesce(sum(events.number), 0)::bigint as in_force
from periods
cross join kinds
left join events
    on events.applicant_class is not distinct from kinds.applicant_class
    and events.month < periods.period + periods.step
    and events.month <= periods.until
group by periods.period, kinds.applicant_class
order by periods.period, kinds.applicant_class nulls last
