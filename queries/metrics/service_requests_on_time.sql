-- Requests closed within the promised working days, counted in the month they were handled.
--
-- title      Service requests handled within the promise | 承诺时限内办结量
-- unit       requests | 件
-- kind       flow
-- better     up
-- reads      service_requests
-- records    service_requests
-- by         district
-- breakdown  channel
-- about      Requests handled in no more working days than promised. | 实际用时不超过承诺工作日数的办结件。
-- caveat     Saturdays and Sundays are left out, public holidays are not. | 已扣除周六、周日，未扣除法定节假日。

select
    service_requests.*,
    handled_on as happened_on,
    1 as value
from service_requests
where timing = 'on_time'
