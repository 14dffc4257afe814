-- Stations open at the end of each period, by kind.
--
-- title   Stations open, by kind | 在用站点数（按类型）
-- reads   metrics, stations
-- param   since       first day shown
-- param   until       last day shown
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- column  period      Period | 时段
-- column  kind        Kind | 站点类型
-- column  stations    Stations open [stations] | 在用站点 [个]
-- counts  stations=stations_open
-- draw    line x=period y=stations by=kind

with periods as (
    select
        date_trunc(coalesce($grain, 'month'), month)::date as period,
        max(month)::date as last_month
    from generate_series($since::date, $until::date, interval 1 month) as months(month)
    group by all
),

kinds as (
    select distinct kind
    from stations
)

select
    periods.period,
    kinds.kind,
    coalesce(sum(events.value), 0)::bigint as stations
from periods
cross join kinds
left join metrics as events
    on events.metric = 'stations_open'
    and events.breakdown = kinds.kind
    and events.month <= periods.last_month
    and ($districts is null or list_contains($districts::varchar[], events.district_code))
group by all
order by periods.period, kinds.kind
