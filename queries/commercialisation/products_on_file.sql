-- Patent-intensive products, and the firms that have any, on file at the end of each period.
--
-- title   Products and firms on file | 备案产品与企业
-- reads   metrics
-- param   since       first day shown
-- param   until       last day shown
-- param   grain       month, quarter or year
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  products    Products on file [products] | 备案产品 [件]
-- column  firms       Firms [firms] | 备案企业 [家]
-- column  linked      Linked [patents] | 关联专利 [件]
-- counts  products=patent_intensive_products firms=patent_intensive_firms linked=patents_linked_to_products
-- draw    grouped x=period y=products,firms
-- note    At the end of each period. | 各期期末数。

with periods as (
    select
        date_trunc(coalesce($grain, 'month'), month)::date as period,
        max(month)::date as last_month
    from generate_series(
        $since::date, least($until::date, coalesce($complete::date, $until::date))::timestamp, interval 1 month
    ) as months(month)
    -- Before the first filing the register has nothing to say: not nought.
    where month >= (select min(events.month) from metrics as events where events.metric = 'patent_intensive_products')
    group by all
)

select
    periods.period,
    coalesce(sum(events.value) filter (events.metric = 'patent_intensive_products'), 0)::bigint as products,
    coalesce(sum(events.value) filter (events.metric = 'patent_intensive_firms'), 0)::bigint as firms,
    coalesce(sum(events.value) filter (events.metric = 'patents_linked_to_products'), 0)::bigint as linked
from periods
left join metrics as events
    on events.metric in ('patent_intensive_products', 'patent_intensive_firms', 'patents_linked_to_products')
    and events.month <= periods.last_month
    and ($districts is null or list_contains($districts::varchar[], events.district_code))
    and ($industries is null or list_contains($industries::varchar[], events.industry_code))
group by all
order by periods.period
