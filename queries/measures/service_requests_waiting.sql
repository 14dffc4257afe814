-- Requests not yet handled, by the day they were received.
--
-- title      Open service requests by the day received | 在办办件（按收件日）
-- unit       requests | 件
-- kind       flow
-- better     neither
-- reads      service_requests
-- records    service_requests
-- by         district
-- about      Requests not yet handled, by the day they were received. | 尚未办结的办件，按收件日计。

select
    service_requests.*,
    received_on as happened_on,
    1 as value
from service_requests
where handled_on is null
