-- Well-known marks in force at the end of a month, as events.
--
-- title    Well-known marks | 驰名商标
-- unit     marks | 件
-- kind     stock
-- better   up
-- reads    trademarks
-- records  trademarks
-- by       district, industry
-- about    Registrations in force that were recognised as well known in a case. | 在个案中被认定为驰名商标且有效的注册商标。

select
    trademarks.*,
    well_known_on as happened_on,
    1 as value
from trademarks
where well_known_on is not null
union all
select
    trademarks.*,
    ended_on as happened_on,
    -1 as value
from trademarks
where well_known_on is not null
  and ended_on is not null
