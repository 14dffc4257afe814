-- Requests received and not yet handled at the end of a month, as events.
--
-- title      Service requests open | 在办办件
-- unit       requests | 件
-- kind       stock
-- better     down
-- reads      service_requests
-- records    service_requests
-- by         district
-- breakdown  channel
-- about      Requests received and not handled at the end of the period. | 期末已收件未办结的办件。
-- caveat     Closings that reach the system late lower it afterwards. | 办结信息滞后登记的，事后会下调。

select
    service_requests.*,
    received_on as happened_on,
    1 as value
from service_requests
union all
select
    service_requests.*,
    handled_on as happened_on,
    -1 as value
from service_requests
where handled_on is not null
