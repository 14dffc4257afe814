-- Stations of both kinds open at the end of a month, as events.
--
-- title      Stations of both kinds | 服务站点总数
-- unit       stations | 个
-- kind       stock
-- better     up
-- reads      stations
-- by         district
-- breakdown  kind
-- about      IP service stations and trademark and brand guidance stations. | 知识产权服务站与商标品牌指导服务站。
-- caveat     Two kinds of stations; the breakdown tells them apart. | 两类站点合计,可按类型区分。

with events as (
    select coalesce(opened_on, date '2015-01-01') as happened_on, district_code, null::varchar as industry_code, kind as breakdown, 1 as value
    from stations
    where coalesce(opened_on, date '2015-01-01') is not null
    union all
    select closed_on as happened_on, district_code, null::varchar as industry_code, kind as breakdown, -1 as value
    from stations
    where coalesce(opened_on, date '2015-01-01') is not null and closed_on is not null
)

select
    date_trunc('month', happened_on)::date as month,
    district_code,
    industry_code,
    breakdown,
    sum(value)::double as value
from events
group by all
