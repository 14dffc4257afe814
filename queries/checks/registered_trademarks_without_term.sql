-- Trademarks in force whose term has no end: their renewal cannot be foreseen.
--
-- title      Registered trademarks without the end of their term | 已注册商标缺专用权截止日
-- severity   warning
-- reads      trademarks

select
    registration_no,
    nice_class,
    registered_on
from trademarks
where registered_on is not null
  and ended_on is null
  and expires_on is null
order by registration_no, nice_class
