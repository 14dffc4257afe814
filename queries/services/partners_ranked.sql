-- Cross-province requests received in the period by the district of Chongqing at their other end, most first.
--
-- title   Cross-province requests by partner | 跨省通办对方地区
-- reads   service_requests
-- param   since         first day counted
-- param   until         last day counted
-- param   districts     list of district codes; null means all
-- column  partner_code  Partner district | 通办地区
-- column  requests      Requests received [requests] | 收件量 [件]
-- counts  requests=cross_province_requests
-- draw    rank x=requests y=partner_code

select
    partner_code,
    count(*)::bigint as requests
from service_requests
where channel = 'cross_province'
  and received_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by partner_code
order by requests desc, partner_code
