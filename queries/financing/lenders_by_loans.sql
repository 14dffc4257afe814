-- Lenders by the number of pledge loans they signed, the twelve with the most.
--
-- title   Lenders by number of loans | 贷款机构笔数排名
-- reads   financing_lenders
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- param   industries     list of industry codes; null means all
-- column  lender         Lender | 贷款机构
-- column  loans          Loans [loans] | 笔数 [笔]
-- column  disbursed_cny  Disbursed [CNY] | 放款金额 [元]
-- counts  loans=pledge_loans
-- draw    rank x=loans y=lender

select
    lender,
    sum(loans)::bigint as loans,
    sum(disbursed_cny) as disbursed_cny
from financing_lenders
where month between date_trunc('month', $since::date) and $until::date
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by loans desc, disbursed_cny desc nulls last, lender
limit 12
