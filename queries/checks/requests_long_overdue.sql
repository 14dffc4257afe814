-- Open requests that were received so long before the snapshot's day that every promise is over: two weeks beyond it.
--
-- title      Requests open two weeks beyond the promise | 超承诺时限两周以上仍在办
-- severity   warning
-- reads      service_requests

select
    request_id,
    item_code,
    district_code,
    received_on,
    promised_days
from service_requests
where handled_on is null
  -- five working days are seven days
  and received_on + ceil(promised_days * 7 / 5)::integer + 14 < $as_of::date
order by received_on, request_id
