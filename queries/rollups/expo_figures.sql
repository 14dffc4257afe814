-- One quantity of an edition: published after it, announced before it, or counted from the records here.
--
-- reads   published_figures, expo_hours, expo_stands, expo_trade

select
    regexp_extract(period, '^expo-(\d+)$', 1)::bigint as edition,
    case when metric_zh like '%展前%' then 'announced' else 'published' end as basis,
    metric_id,
    value,
    qualifier
from published_figures
where geo_code = '510500'
  and period_type = 'event'
  and regexp_matches(period, '^expo-\d+$')
  and value is not null -- what nobody can read is no figure of the edition
union all
select
    edition,
    'counted' as basis,
    unnest(['expo_countries', 'expo_enterprises', 'expo_products']) as metric_id,
    unnest([count(distinct country)::double, sum(exhibitors)::double, sum(products)::double]) as value,
    'exact' as qualifier
from expo_stands
group by edition
union all
select edition, 'counted' as basis, 'expo_visitors' as metric_id, sum(visits)::double as value, 'exact' as qualifier
from expo_hours
where edition is not null
group by edition
union all
select
    edition,
    'counted' as basis,
    case channel when 'on_site' then 'expo_onsite_sales' when 'online' then 'expo_online_sales' else 'expo_contracts' end
        as metric_id,
    sum(amount_cny) as value,
    'exact' as qualifier
from expo_trade
group by edition, channel
union all
select edition, 'counted' as basis, 'expo_online_orders' as metric_id, sum(orders)::double as value, 'exact' as qualifier
from expo_trade
where channel = 'online'
group by edition
