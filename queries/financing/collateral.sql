-- Money disbursed under pledge loans per period and kind of right pledged.
--
-- title   What is pledged | 质押物构成
-- reads   financing_months
-- param   since            first day counted
-- param   until            last day counted
-- param   grain            month, quarter or year
-- param   districts        list of district codes; null means all
-- param   industries       list of industry codes; null means all
-- column  period           Period | 期间
-- column  collateral_kind  Right pledged | 质押物
-- column  disbursed_cny    Disbursed [CNY] | 放款金额 [元]
-- column  loans            Loans [loans] | 笔数 [笔]
-- counts  disbursed_cny=pledge_financing_amount loans=pledge_loans
-- draw    share x=period y=disbursed_cny by=collateral_kind

select
    date_trunc(coalesce($grain, 'month'), month)::date as period,
    collateral_kind,
    sum(disbursed_cny) as disbursed_cny,
    sum(contracts)::bigint as loans
from financing_months
where kind = 'pledge'
  and month between date_trunc('month', $since::date) and $until::date
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by period, collateral_kind
