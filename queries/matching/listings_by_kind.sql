-- Rights listed per kind and way of offering, the kind with the most first.
--
-- title   What is listed | 挂牌权利类型与交易方式
-- reads   listings
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  right_kind  Kind of right | 权利类型
-- column  offer       Offered as | 交易方式
-- column  listings    Listed [items] | 挂牌 [项]
-- counts  listings=ip_listings
-- draw    rank x=listings y=right_kind by=offer

select
    right_kind,
    offer,
    count(*)::bigint as listings
from listings
where listed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by right_kind, offer
order by sum(count(*)) over (partition by right_kind) desc, right_kind, offer
