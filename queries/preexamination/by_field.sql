-- Requests received in the period per field, by where each stands on the snapshot's day.
--
-- title   Where the cases of each field stand | 各预审领域案件进展
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  field_code  Pre-examination field | 预审领域
-- column  stage       Stands at | 当前阶段
-- column  received    Received [cases] | 接收 [件]
-- counts  received=patent_prereviews_received
-- draw    rank x=received y=field_code by=stage
-- note    Three fields are open. No source names them: they are numbered here. | 已开通三大预审领域；公开资料未载明领域名称，此处以序号表示。

select
    field_code,
    stage,
    count(*) as received
from preexaminations
where received_on between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by field_code, stage
order by
    field_code,
    list_position(['granted', 'filed', 'passed', 'accepted', 'received', 'not_passed', 'rejected'], stage)
