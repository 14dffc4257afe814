-- The fifteen applicants with most requests for pre-examination accepted in the period.
--
-- title   Top applicants by requests accepted | 预审受理量前15位申请人
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  applicant  Applicant | 申请人
-- column  accepted   Accepted [cases] | 受理 [件]
-- counts  accepted=patent_prereviews_accepted
-- draw    rank x=accepted y=applicant

select
    applicant,
    count(*) as accepted
from preexaminations
where accepted_on between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by accepted desc, applicant
limit 15
