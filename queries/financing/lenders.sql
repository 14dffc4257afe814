-- Lenders by the money they disbursed under pledge loans, the twelve with the most.
--
-- title   Lenders by money disbursed | 贷款机构放款排名
-- reads   financing_lenders
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- param   industries     list of industry codes; null means all
-- column  lender         Lender | 贷款机构
-- column  disbursed_cny  Disbursed [CNY] | 放款金额 [元]
-- column  loans          Loans [loans] | 笔数 [笔]
-- column  share          Share of money | 金额占比
-- counts  disbursed_cny=pledge_financing_amount loans=pledge_loans
-- draw    rank x=disbursed_cny y=lender share=share

select
    lender,
    sum(disbursed_cny) as disbursed_cny,
    sum(loans)::bigint as loans,
    sum(disbursed_cny) / nullif(sum(sum(disbursed_cny)) over (), 0) as share
from financing_lenders
where month between date_trunc('month', $since::date) and $until::date
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by disbursed_cny desc nulls last, lender
limit 12
