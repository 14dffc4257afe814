-- Trademark and brand guidance stations open at the end of a month, as events.
--
-- title      Trademark guidance stations | 商标品牌指导服务站
-- unit       stations | 个
-- kind       stock
-- better     up
-- reads      stations
-- by         district
-- about      Stations open at the end of the period. | 期末在用站点。
-- caveat     Stations whose day of opening is not known are counted from 2015 on. | 设立日不明的自2015年起计入。

with events as (
    select coalesce(opened_on, date '2015-01-01') as happened_on, district_code, null::varchar as industry_code, null::varchar as breakdown, 1 as value
    from stations
    where coalesce(opened_on, date '2015-01-01') is not null and kind = 'trademark_brand'
    union all
    select closed_on as happened_on, district_code, null::varchar as industry_code, null::varchar as breakdown, -1 as value
    from stations
    where coalesce(opened_on, date '2015-01-01') is not null and closed_on is not null and kind = 'trademark_brand'
)

select
    date_trunc('month', happened_on)::date as month,
    district_code,
    industry_code,
    breakdown,
    sum(value)::double as value
from events
group by all
