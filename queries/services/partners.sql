-- Cross-province requests received in the period by the district of Chongqing at the other end.
--
-- title   Cross-province requests by neighbour | 跨省通办合作地图
-- reads   metrics
-- param   since         first day counted
-- param   until         last day counted
-- param   districts     list of district codes; null means all
-- column  partner_code  Partner district | 通办地区
-- column  requests      Requests [requests] | 办件 [件]
-- counts  requests=cross_province_requests
-- draw    area_map value=requests code=partner_code

select
    breakdown as partner_code,
    sum(value)::bigint as requests
from metrics
where metric = 'cross_province_requests'
  and month between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by requests desc, partner_code
