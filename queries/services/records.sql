-- One row per request received in the scope, newest first.
--
-- title   Requests | 办件明细
-- reads   service_requests
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- param   search         part of a number or an applicant; null means all
-- param   page_size      rows on a page
-- param   skip           rows before the page
-- column  request_id     Request | 办件编号
-- column  item_code      Item | 服务事项
-- column  channel        Channel | 办理渠道
-- column  applicant      Applicant | 申请单位
-- column  district_code  District | 区县
-- column  partner_code   Partner district | 通办地区
-- column  direction      Direction | 通办方向
-- column  received_on    Received | 收件日
-- column  promised_days  Promised [working days] | 承诺时限 [工作日]
-- column  handled_on     Handled | 办结日
-- column  working_days   Taken [working days] | 实际用时 [工作日]
-- column  timing         Against the promise | 时限情况
-- column  outcome        Outcome | 办理结果
-- column  satisfaction   Satisfaction [points of 5] | 满意度 [分（5分制）]
-- selects item_code
-- draw    table

select
    request_id,
    item_code,
    channel,
    applicant,
    district_code,
    partner_code,
    direction,
    received_on,
    promised_days,
    handled_on,
    working_days::bigint as working_days,
    timing,
    outcome,
    satisfaction
from service_requests
where received_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and (
      $search::varchar is null
      or contains(lower(request_id), lower($search::varchar))
      or contains(lower(applicant), lower($search::varchar))
  )
order by received_on desc, request_id
limit $page_size
offset $skip
