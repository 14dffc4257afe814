-- Cross-province requests received in the period by district of Luzhou and district of Chongqing.
--
-- title   Requests between districts and neighbours | 各区县与毗邻区往来办件
-- reads   service_requests
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- column  district_code  District | 区县
-- column  partner_code   Partner district | 通办地区
-- column  requests       Requests [requests] | 办件 [件]
-- counts  requests=cross_province_requests
-- draw    heat x=partner_code y=district_code z=requests

with received as (
    select
        district_code,
        partner_code,
        count(*)::bigint as requests
    from service_requests
    where channel = 'cross_province'
      and received_on between date_trunc('month', $since::date) and last_day($until::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
),

-- a district that had none with one of the partners had zero, which is known
pairs as (
    select *
    from (select distinct district_code from received)
    cross join (select distinct partner_code from received)
)

select
    pairs.district_code,
    pairs.partner_code,
    coalesce(received.requests, 0) as requests
from pairs
left join received
    on received.district_code is not distinct from pairs.district_code
    and received.partner_code is not distinct from pairs.partner_code
order by pairs.district_code nulls last, pairs.partner_code
