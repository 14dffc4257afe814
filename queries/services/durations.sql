-- Requests handled in the period by the working days they took, within the promise and late.
--
-- title   Working days taken | 办理用时分布（工作日）
-- reads   service_requests
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- column  duration    Working days taken | 办理用时（工作日）
-- column  timing      Against the promise | 时限情况
-- column  requests    Requests handled [requests] | 办结量 [件]
-- counts  requests=service_requests_handled
-- selects duration
-- draw    bar x=duration y=requests by=timing
-- note    Working days leave out Saturdays and Sundays, not public holidays. | 工作日已扣除周六、周日，未扣除法定节假日。

select
    duration,
    timing,
    count(*)::bigint as requests
from service_requests
where handled_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by min(working_days::bigint), timing desc
