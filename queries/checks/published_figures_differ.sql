-- City figures that somebody published and that the records here do not reproduce, once their period is over.
--
-- title      Counts that differ from published figures | 计数与公开数据不一致
-- severity   warning
-- reads      published_figures, expo_editions, metrics, metric_entities
-- column     published  Published | 公开数值
-- column     counted    Counted from records | 按记录统计

with published as (
    select figures.metric_id, figures.period, figures.value, figures.qualifier, figures.period_type = 'as_of' as is_stock,
        coalesce(editions.starts_on, try_cast(figures.period[:4] || '-01-01' as date)) as since,
        coalesce(editions.ends_on, editions.starts_on, try_cast(figures.period as date),
            last_day(try_cast(figures.period || '-01' as date)), try_cast(figures.period || '-12-31' as date)) as until
    from published_figures as figures
    left join expo_editions as editions
        on figures.period = 'expo-' || editions.edition and editions.status = 'held'
    where figures.geo_code = '510500' and figures.value is not null and figures.metric_zh not like '%展前%'
),
counted as (
    select published.*, sum(metrics.value) as counted
    from published
    join metrics on metrics.metric = published.metric_id and metrics.month <= published.until
        and (published.is_stock or metrics.month >= date_trunc('month', published.since))
    group by all
    union all
    select published.*, count(distinct entities.entity)::double as counted
    from published
    join metric_entities as entities on entities.metric = published.metric_id
        and entities.month between date_trunc('month', published.since) and published.until
    group by all
)
select metric_id, period, value as published, qualifier, counted
from counted
where until <= $as_of
  and case qualifier when 'at_least' then counted < value when 'about' then abs(counted - value) > 0.05 * value
      else abs(counted - value) >= 0.5 end
order by metric_id, period
