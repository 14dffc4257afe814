-- Requests received in the period for each item of the list, by channel, most asked for first.
--
-- title   Requests by item and channel | 各事项收件量（按渠道）
-- reads   service_requests
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- column  item_code   Item | 服务事项
-- column  channel     Channel | 办理渠道
-- column  requests    Requests received [requests] | 收件量 [件]
-- counts  requests=service_requests_received
-- draw    rank x=requests y=item_code by=channel
-- note    The names of the items are not published. | 事项名称未公开。

with received as (
    select
        item_code,
        channel,
        count(*)::bigint as requests
    from service_requests
    where received_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
)

select
    item_code,
    channel,
    requests
from received
order by sum(requests) over (partition by item_code) desc, item_code, channel
