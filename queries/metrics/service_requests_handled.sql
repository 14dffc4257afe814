-- Requests closed, whatever the outcome, counted in the month they were handled.
--
-- title      Service requests handled | 服务办件办结量
-- unit       requests | 件
-- kind       flow
-- better     up
-- reads      service_requests
-- records    service_requests
-- by         district
-- breakdown  channel
-- about      Requests completed, refused or withdrawn in the period. | 期内办结、不予办理或撤回的办件。
-- caveat     Counted by the day handled, so it may exceed what was received in the period. | 按办结日计，可能多于当期收件。

select
    service_requests.*,
    handled_on as happened_on,
    1 as value
from service_requests
where handled_on is not null
