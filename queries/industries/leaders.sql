-- The fifteen applicants with most patents granted in a chain in the period.
--
-- title   Leading applicants in the chain | 产业链授权量前15位申请人
-- reads   patents
-- param   since      first day counted
-- param   until      last day counted
-- param   complete   last day on which the register is complete
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- column  applicant Applicant | 申请人
-- column  granted   Granted [patents] | 授权量 [件]
-- column  share     Share of the chain [%] | 占本链 [%]
-- counts  granted=patents_granted
-- draw    rank x=granted y=applicant share=share
-- note    First applicants. A patent without a stated chain is counted by its class; the signed metrics count stated chains only. | 按第一申请人计；未载明产业链的专利按分类推定归入；正式指标只计载明的产业链。

with counted as (
    select
        applicant,
        count(*) as granted
    from patents
    where chain = $chain
      and granted_on >= $since
      -- The last month that is complete: figures and cards count the same months.
      and granted_on <= least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
)

select
    applicant,
    granted::bigint as granted,
    100 * granted / nullif(sum(granted) over (), 0) as share
from counted
order by applicant is null, granted desc, applicant
limit 15
