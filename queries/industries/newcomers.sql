-- Applicants who first filed in a chain within the twenty-four months up to the register's last complete day, most
-- filings first. Whether a filing is the first is told by the whole city: one who moved districts is no newcomer.
--
-- title   Newcomers to the chain in the last 24 months | 近24个月新进入本链的申请人
-- reads   patents
-- param   complete   last day on which the register is complete; the months end with it
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- column  applicant   Applicant | 申请人
-- column  entered_on  First filing in the chain | 本链首次申请
-- column  since       From | 起
-- column  until       To | 止
-- column  filed       Filed since [patents] | 期内申请量 [件]
-- counts  filed=patents_filed
-- draw    rank x=filed y=applicant
-- note    The fifteen with most filings. A patent without a stated chain is counted by its class; the signed metrics count stated chains only. | 按期内申请量列前15位。未载明产业链的专利按分类推定归入；正式指标只计载明的产业链。

with span as (
    select
        ($complete::date - interval 24 month + interval 1 day)::date as since,
        $complete::date as until
),

entered as (
    select
        applicant,
        min(filed_on) as entered_on
    from patents
    where chain = $chain
      and applicant is not null
    group by applicant
)

select
    patents.applicant,
    entered.entered_on,
    span.since,
    span.until,
    count(*)::bigint as filed
from patents
join entered on entered.applicant = patents.applicant
cross join span
where patents.chain = $chain
  and entered.entered_on >= span.since
  and patents.filed_on between span.since and span.until
  and ($districts is null or list_contains($districts::varchar[], patents.district_code))
group by all
order by filed desc, entered.entered_on, patents.applicant
limit 15
