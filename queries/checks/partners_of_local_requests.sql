-- Requests that name a partner district or a direction and are not cross-province ones.
--
-- title      Partner district on a request that is not cross-province | 非跨省通办件载明通办地区或方向
-- severity   error
-- reads      service_requests

select
    request_id,
    channel,
    partner_code,
    direction
from service_requests
where channel <> 'cross_province'
  and (partner_code is not null or direction is not null)
order by request_id
