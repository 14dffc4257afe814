-- Rights listed by asking price beside demands published by budget, in the same bands.
--
-- title   Asking prices beside budgets | 挂牌价与预算分布
-- reads   listings, demands
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  price_band  Price band | 价格区间
-- column  listings    Listed [items] | 挂牌 [项]
-- column  demands     Demands published [items] | 发布需求 [项]
-- counts  listings=ip_listings demands=demand_list_items
-- draw    grouped x=price_band y=listings,demands
-- note    Negotiable: no price or budget is named. | 面议：未载明价格或预算。

with events as (
    select price_band, district_code, industry_code, listed_on as day, 1 as offered, 0 as wanted from listings
    union all
    select price_band, district_code, industry_code, published_on as day, 0 as offered, 1 as wanted from demands
)

select
    price_band,
    sum(offered)::bigint as listings,
    sum(wanted)::bigint as demands
from events
where day between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by price_band
order by array_position(['up_to_1', 'from_1_to_5', 'from_5_to_10', 'from_10_to_50', 'over_50', 'negotiable'], price_band)
