-- Trademark registrations in force at the end of a month, as events.
--
-- title      Trademarks in force | 有效注册商标
-- unit       marks | 件
-- kind       stock
-- better     up
-- reads      trademarks
-- by         district, industry
-- breakdown  owner_class
-- about      Registrations in force at the end of the period. | 期末有效注册商标。
-- caveat     A stock at a date; it does not add over months. | 时点数,不可按月相加。

with events as (
    select registered_on as happened_on, district_code, industry_code, owner_class as breakdown, 1 as value
    from trademarks
    where registered_on is not null
    union all
    select ended_on as happened_on, district_code, industry_code, owner_class as breakdown, -1 as value
    from trademarks
    where registered_on is not null and ended_on is not null
)

select
    date_trunc('month', happened_on)::date as month,
    district_code,
    industry_code,
    breakdown,
    sum(value)::double as value
from events
group by all
