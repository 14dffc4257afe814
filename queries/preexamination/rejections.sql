-- Requests not accepted in the period, by reason.
--
-- title   Why requests were not accepted | 不予受理原因
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  rejection_reason  Reason | 原因
-- column  rejected          Not accepted [cases] | 不予受理 [件]
-- column  share             Share [%] | 占比 [%]
-- counts  rejected=preexaminations_rejected
-- draw    rank x=rejected y=rejection_reason share=share

select
    rejection_reason,
    count(*) as rejected,
    100 * count(*) / nullif(sum(count(*)) over (), 0) as share
from preexaminations
where rejected_on between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by rejection_reason
order by rejection_reason is null, rejected desc, rejection_reason
