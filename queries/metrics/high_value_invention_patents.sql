-- High-value invention patents in force at the end of a month, as events.
--
-- title      High-value inventions in force | 高价值发明专利拥有量
-- unit       patents | 件
-- kind       stock
-- better     up
-- reads      patents
-- by         district, industry
-- breakdown  high_value_reason
-- about      Inventions in force that meet one of the five national tests. | 期末有效且符合国家五类口径之一的发明专利。
-- caveat     A stock at a date; it does not add over months. | 时点数,不可按月相加。

with events as (
    select greatest(granted_on, high_value_on) as happened_on, district_code, industry_code, high_value_reason as breakdown, 1 as value
    from patents
    where greatest(granted_on, high_value_on) is not null and patent_type = 'invention' and granted_on is not null and high_value_on is not null and (ended_on is null or ended_on > high_value_on)
    union all
    select ended_on as happened_on, district_code, industry_code, high_value_reason as breakdown, -1 as value
    from patents
    where greatest(granted_on, high_value_on) is not null and ended_on is not null and patent_type = 'invention' and granted_on is not null and high_value_on is not null and (ended_on is null or ended_on > high_value_on)
)

select
    date_trunc('month', happened_on)::date as month,
    district_code,
    industry_code,
    breakdown,
    sum(value)::double as value
from events
group by all
