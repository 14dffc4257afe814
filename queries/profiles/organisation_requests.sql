-- Every request of an organisation for an item of the service list, newest first.
--
-- title   Its service requests | 全部服务办件
-- reads   service_requests
-- param   organisation  name of the organisation
-- param   search        part of a number; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  request_id     Request number | 办件编号
-- column  item_code      Item | 服务事项
-- column  channel        Channel | 办理渠道
-- column  partner_code   Partner district | 通办地区
-- column  received_on    Received on | 收件日
-- column  promised_days  Promised [working days] | 承诺时限 [工作日]
-- column  handled_on     Handled on | 办结日
-- column  timing         Against the promise | 时限情况
-- column  outcome        Outcome | 办理结果
-- draw    table

select
    request_id,
    item_code,
    channel,
    partner_code,
    received_on,
    promised_days,
    handled_on,
    timing,
    outcome
from service_requests
where applicant = $organisation
  and ($search is null or contains(lower(concat_ws(' ', request_id)), lower($search::varchar)))
order by received_on desc, request_id
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
