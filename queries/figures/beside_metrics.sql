-- Quantities that records answer and no metric holds: what the list of editions says, shares, growth, targets.
--
-- title   Counted beside the metrics | 指标之外的计数
-- reads   expo_editions, expo_exhibitors, metrics, targets
-- column  metric_id  Quantity | 指标
-- column  period     Period | 期间
-- column  value      Value | 数值
-- draw    table
-- note    Editions by number, targets by the day they are due, growth by the year at whose end the stock stands. | 展会按届次、目标按到期日、增长率按期末所在年份。

with stock as (
    select
        ends.year,
        sum(changes.value) filter (year(changes.month) <= ends.year) as standing,
        sum(changes.value) filter (year(changes.month) < ends.year) as standing_before
    from (select distinct year(month) as year from metrics where metric = 'valid_trademarks') as ends
    join metrics as changes on changes.metric = 'valid_trademarks'
    group by all
)

select 'expo_area' as metric_id, 'expo-' || edition as period, area_m2::double as value
from expo_editions
where area_m2 is not null and status = 'held'
union all
select 'expo_zones', 'expo-' || edition, zones::double
from expo_editions
where zones is not null and status = 'held'
union all
select 'expo_days', 'expo-' || edition, date_diff('day', starts_on, ends_on) + 1.0
from expo_editions
where ends_on is not null and status = 'held'
union all
select 'expo_gi_enterprise_share', 'expo-' || edition, 100 * avg(is_gi_related::integer)
from expo_exhibitors
where edition is not null
group by edition
having count(is_gi_related) > 0
union all
select 'valid_trademarks_growth_pct', year::varchar, 100 * (standing / standing_before - 1)
from stock
where standing_before > 0
union all
select 'target_' || metric_id, due_on::varchar, value
from targets
where geo_code = '510500'
  and not is_demonstration
order by all
