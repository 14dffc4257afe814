-- Rights listed beside demands published per district. Every district is listed: choosing one must not hide the others.
--
-- title   Supply beside demand by district | 各区县供给与需求
-- reads   listings, demands
-- param   since       first day counted
-- param   until       last day counted
-- param   industries  list of industry codes; null means all
-- column  district_code  District | 区县
-- column  listings       Listed [items] | 挂牌 [项]
-- column  demands        Demands published [items] | 发布需求 [项]
-- counts  listings=ip_listings demands=demand_list_items
-- draw    grouped x=district_code y=listings,demands
-- note    Listings by the holder's district, demands by the demander's. | 挂牌按权利人所在区县，需求按需求方所在区县。

with events as (
    select district_code, industry_code, listed_on as day, 1 as offered, 0 as wanted from listings
    union all
    select district_code, industry_code, published_on as day, 0 as offered, 1 as wanted from demands
)

select
    district_code,
    sum(offered)::bigint as listings,
    sum(wanted)::bigint as demands
from events
where day between date_trunc('month', $since::date) and last_day($until::date)
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by district_code
order by district_code nulls last
