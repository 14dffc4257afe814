-- Rights listed and demands published per period, periods without any included.
--
-- title   Listings and demands | 挂牌与需求走势
-- reads   listings, demands
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period    Period | 期间
-- column  listings  Listed [items] | 挂牌 [项]
-- column  demands   Demands published [items] | 发布需求 [项]
-- counts  listings=ip_listings demands=demand_list_items
-- draw    grouped x=period y=listings,demands

with events as (
    select date_trunc('month', listed_on)::date as month, district_code, industry_code, 1 as offered, 0 as wanted
    from listings
    union all
    select date_trunc('month', published_on)::date as month, district_code, industry_code, 0 as offered, 1 as wanted
    from demands
),

chosen as (
    select month, sum(offered) as offered, sum(wanted) as wanted
    from events
    where month between date_trunc('month', $since::date) and $until::date
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

months as (
    select series.month::date as month
    from generate_series(
        date_trunc('month', $since::date), least($until::date, coalesce($complete::date, $until::date))::timestamp, interval 1 month
    ) as series(month)
    where exists (select 1 from chosen)
    union
    select month from chosen
)

select
    date_trunc(coalesce($grain, 'month'), months.month)::date as period,
    coalesce(sum(chosen.offered), 0)::bigint as listings,
    coalesce(sum(chosen.wanted), 0)::bigint as demands
from months
left join chosen on chosen.month = months.month
group by all
order by period
