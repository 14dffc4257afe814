-- Cross-province requests received in the period by district of Luzhou and district of Chongqing.
--
-- title   Between which districts | 区县对区县
-- reads   service_requests
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- column  district_code  District | 区县
-- column  partner_code   Partner district | 通办地区
-- column  requests       Requests [requests] | 办件 [件]
-- counts  requests=cross_province_requests
-- draw    heat x=partner_code y=district_code z=requests

select
    district_code,
    partner_code,
    count(*)::bigint as requests
from service_requests
where channel = 'cross_province'
  and received_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by district_code nulls last, partner_code
