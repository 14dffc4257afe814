-- Trademark registrations in force at the end of a month, as events.
--
-- title      Trademarks in force | 有效注册商标
-- unit       marks | 件
-- kind       stock
-- better     up
-- reads      trademarks
-- records    trademarks
-- by         district, industry
-- breakdown  owner_class
-- about      Registrations in force at the end of the period. | 期末有效注册商标。
-- caveat     A stock at a date; it does not add over months. | 时点数，不可按月相加。

select
    trademarks.*,
    registered_on as happened_on,
    1 as value
from trademarks
where registered_on is not null
union all
select
    trademarks.*,
    ended_on as happened_on,
    -1 as value
from trademarks
where registered_on is not null
  and ended_on is not null
