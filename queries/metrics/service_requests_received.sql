-- Requests for items of the service list, counted in the month of receipt.
--
-- title      Service requests received | 服务办件收件量
-- unit       requests | 件
-- kind       flow
-- better     neither
-- reads      service_requests
-- records    service_requests
-- by         district
-- breakdown  channel
-- about      Requests for items of the service list received at windows, online and cross-province. | 窗口、线上和跨省通办收到的清单事项办件。
-- caveat     Requests, not persons or firms; one applicant may ask several times. | 按件计，不是人数或企业数；同一单位可多次申请。

select
    service_requests.*,
    received_on as happened_on,
    1 as value
from service_requests
