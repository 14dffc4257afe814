-- Rights listed beside demands published per industrial chain. Every chain is listed: choosing one must not hide the others.
--
-- title   Supply beside demand by chain | 各产业链供给与需求
-- reads   listings, demands
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- column  industry_code  Industrial chain | 产业链
-- column  listings       Listed [items] | 挂牌 [项]
-- column  demands        Demands published [items] | 发布需求 [项]
-- counts  listings=ip_listings demands=demand_list_items
-- draw    grouped x=industry_code y=listings,demands
-- note    A chain with more demands than listings looks for what the city does not offer. | 需求多于挂牌的产业链，本市供给不足。

with events as (
    select industry_code, district_code, listed_on as day, 1 as offered, 0 as wanted from listings
    union all
    select industry_code, district_code, published_on as day, 0 as offered, 1 as wanted from demands
)

select
    industry_code,
    sum(offered)::bigint as listings,
    sum(wanted)::bigint as demands
from events
where day between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by industry_code
order by industry_code is null, demands desc, industry_code
