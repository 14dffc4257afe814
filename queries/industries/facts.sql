-- One row: a chain's patents on the register's last complete day, how many of them are derived, how many terms end, and
-- how many applicants first filed in the chain within 24 months. Who moved districts is no newcomer.
--
-- title   The chain in numbers | 产业链概况
-- reads   patents
-- param   complete   last day on which the register is complete
-- param   months     how many months ahead terms are counted
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- column  filed    Filed, ever [patents] | 累计申请 [件]
-- column  derived  Of them derived from the class [patents] | 其中按分类推定 [件]
-- column  in_force In force [patents] | 有效专利 [件]
-- column  ending   Terms ending [patents] | 即将届满 [件]
-- column  entered  Newcomers in 24 months [applicants] | 近24个月新进入 [个]
-- draw    table

with entered as (
    select
        applicant,
        min(filed_on) as entered_on
    from patents
    where chain = $chain
      and applicant is not null
    group by applicant
)

select
    count(*) filter (filed_on <= $complete::date)::bigint as filed,
    count(*) filter (filed_on <= $complete::date and industry_basis = 'derived')::bigint as derived,
    count(*) filter (
        granted_on <= $complete::date
        and (ended_on is null or ended_on > $complete::date)
    )::bigint as in_force,
    count(*) filter (
        granted_on is not null
        and ended_on is null
        and expires_on > $complete::date
        and expires_on <= $complete::date + to_months($months::int)
    )::bigint as ending,
    count(distinct patents.applicant) filter (
        filed_on <= $complete::date
        and entered.entered_on > $complete::date - interval 24 month
    )::bigint as entered
from patents
left join entered on entered.applicant = patents.applicant
where chain = $chain
  and ($districts is null or list_contains($districts::varchar[], district_code))
order by filed
