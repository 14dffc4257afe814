-- Share of the time to grant that pre-examination saved, per period of the chosen grain in which patents were granted.
--
-- title   Time to grant saved against the ordinary route | 获权周期缩短比例走势
-- reads   metrics, published_figures
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period  Period | 时期
-- column  saved   Time saved [%] | 缩短比例 [%]
-- column  published  As published, at least [%] | 公开口径（不少于） [%]
-- counts  saved=grant_cycle_reduction_pct
-- draw    line x=period y=saved prior=published
-- note    Days saved divided by ordinary days, of the grants of each period; a period without grants has no point. What is published is of the city. | 当期授权专利节省天数之和除以普通途径天数之和；无授权的时期无点。公开口径为全市数据。

select
    date_trunc($grain, month)::date as period,
    100 * sum(value) filter (metric = 'grant_days_saved')
        / nullif(sum(value) filter (metric = 'grant_days_ordinary'), 0) as saved,
    (
        select max(value)
        from published_figures
        where metric_id = 'grant_cycle_reduction_pct'
          and geo_code = '510500'
          and $districts is null
          and $industries is null
    ) as published
from metrics
where metric in ('grant_days_saved', 'grant_days_ordinary')
  and month between date_trunc('month', $since::date) and $until::date
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by period
