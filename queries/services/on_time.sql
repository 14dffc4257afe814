-- Requests handled per period, within the promise and late.
--
-- title   Handled within the promise and late | 办结时限情况走势
-- reads   service_requests
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- column  period      Period | 时段
-- column  timing      Against the promise | 时限情况
-- column  requests    Requests handled [requests] | 办结量 [件]
-- counts  requests=service_requests_handled
-- draw    share x=period y=requests by=timing
-- note    Working days leave out Saturdays and Sundays, not public holidays. | 工作日已扣除周六、周日，未扣除法定节假日。

select
    date_trunc(coalesce($grain, 'month'), handled_on)::date as period,
    timing,
    count(*)::bigint as requests
from service_requests
where handled_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by period, timing desc
