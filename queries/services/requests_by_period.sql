-- Requests received per period and channel; periods without any are zero.
--
-- title   Requests received, by channel | 收件量走势（按渠道）
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- column  period      Period | 时段
-- column  channel     Channel | 办理渠道
-- column  requests    Requests received [requests] | 收件量 [件]
-- counts  requests=service_requests_received
-- draw    bar x=period y=requests by=channel

with received as (
    select
        date_trunc(coalesce($grain, 'month'), month)::date as period,
        breakdown as channel,
        sum(value)::bigint as requests
    from metrics
    where metric = 'service_requests_received'
      and month between $since and $until
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
),

periods as (
    select distinct date_trunc(coalesce($grain, 'month'), month)::date as period
    from generate_series($since::date, $until::date, interval 1 month) as months(month)
),

channels as (
    select distinct channel
    from received
)

select
    periods.period,
    channels.channel,
    coalesce(received.requests, 0) as requests
from periods
cross join channels
left join received on received.period = periods.period and received.channel = channels.channel
order by periods.period, channels.channel
