-- Cross-province requests per period and direction, from the first there was; periods without any are zero.
--
-- title   Cross-province requests, by direction | 跨省通办走势（按方向）
-- reads   service_requests
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- column  period      Period | 时段
-- column  direction   Direction | 通办方向
-- column  requests    Requests [requests] | 办件 [件]
-- counts  requests=cross_province_requests
-- draw    bar x=period y=requests by=direction

with received as (
    select
        date_trunc(coalesce($grain, 'month'), received_on)::date as period,
        direction,
        count(*)::bigint as requests
    from service_requests
    where channel = 'cross_province'
      and received_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
),

periods as (
    select distinct date_trunc(coalesce($grain, 'month'), month)::date as period
    from generate_series($since::date, $until::date, interval 1 month) as months(month)
    where month >= (select min(period) from received)
)

select
    periods.period,
    directions.direction,
    coalesce(received.requests, 0) as requests
from periods
cross join (select distinct direction from received) as directions
left join received
    on received.period = periods.period
    and received.direction is not distinct from directions.direction
order by periods.period, directions.direction
