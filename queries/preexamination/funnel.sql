-- Requests for pre-examination received in a year, and how many of them have come how far by the snapshot's day.
--
-- title   From request to grant | 从预审请求到授权
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  year      Year of receipt | 接收年度
-- column  received  Received [cases] | 接收 [件]
-- column  accepted  Accepted [cases] | 受理 [件]
-- column  passed    Passed [cases] | 预审合格 [件]
-- column  filed     Filed [cases] | 提交申请 [件]
-- column  granted   Granted [cases] | 授权 [件]
-- counts  received=patent_prereviews_received accepted=prereviews_received_and_accepted passed=prereviews_received_and_passed filed=prereviews_received_and_filed granted=prereviews_received_and_granted
-- draw    funnel of=year y=received,accepted,passed,filed,granted grain=year
-- note    The same cases throughout, by the day of receipt; those not as far yet may still come. | 按接收日计，各阶段为同一批案件；尚未到达后续阶段的案件仍在办理。

select
    date_trunc('year', received_on)::date as year,
    count(*) as received,
    count(accepted_on) as accepted,
    count(*) filter (result = 'passed') as passed,
    count(filed_on) as filed,
    count(granted_on) as granted
from preexaminations
where received_on between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by year
