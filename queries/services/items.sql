-- One row per item of the list: what is promised, what came and went in the period, what is open at its end.
--
-- title   The service list, item by item | 服务事项清单与办理情况
-- reads   service_items, service_requests
-- param   since        first day counted
-- param   until        last day counted
-- param   districts    list of district codes; null means all
-- param   lang         zh or en
-- column  item_code      Item | 服务事项
-- column  name_state     Name | 名称
-- column  promised       Promised [working days] | 承诺时限 [工作日]
-- column  received       Received | 收件
-- column  handled        Handled | 办结
-- column  on_time_pct    On time [%] | 按时办结率 [%]
-- column  waiting        Open | 期末在办
-- column  kind           Part | 清单部分
-- counts  received=service_requests_received handled=service_requests_handled waiting=service_requests_open
-- draw    table
-- note    The list is published as 18 + 2 items without their names; what was promised is what the requests say. | 清单以“18+2”项公布，未列事项名称；承诺时限取自办件。

with standing as (
    select
        item_code,
        min(promised_days)::varchar || if(max(promised_days) > min(promised_days), '–' || max(promised_days), '') as promised,
        count(*) filter (received_on >= date_trunc('month', $since::date)) as received,
        count(*) filter (handled_on between date_trunc('month', $since::date) and last_day($until::date)) as handled,
        count(*) filter (
            timing = 'on_time' and handled_on between date_trunc('month', $since::date) and last_day($until::date)
        ) as on_time,
        count(*) filter (handled_on is null or handled_on > last_day($until::date)) as waiting
    from service_requests
    where received_on <= last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
)

select
    items.item_code,
    case
        when items.is_name_published then if($lang = 'en', 'published', '已公开')
        else if($lang = 'en', 'not published', '未公开')
    end as name_state,
    standing.promised,
    coalesce(standing.received, 0)::bigint as received,
    coalesce(standing.handled, 0)::bigint as handled,
    round(100.0 * standing.on_time / nullif(standing.handled, 0), 1) as on_time_pct,
    coalesce(standing.waiting, 0)::bigint as waiting,
    items.kind
from service_items as items
left join standing on standing.item_code = items.item_code
order by items.item_code
