-- Well-known marks in force at the end of a month, as events.
--
-- title      Well-known marks | 驰名商标
-- unit       marks | 件
-- kind       stock
-- better     up
-- reads      trademarks
-- by         district, industry
-- about      Registrations in force that were recognised as well known in a case. | 在个案中被认定为驰名商标且有效的注册商标。

with events as (
    select well_known_on as happened_on, district_code, industry_code, null::varchar as breakdown, 1 as value
    from trademarks
    where well_known_on is not null
    union all
    select ended_on as happened_on, district_code, industry_code, null::varchar as breakdown, -1 as value
    from trademarks
    where well_known_on is not null and ended_on is not null
)

select
    date_trunc('month', happened_on)::date as month,
    district_code,
    industry_code,
    breakdown,
    sum(value)::double as value
from events
group by all
