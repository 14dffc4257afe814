-- Lenders by the money they disbursed under pledge loans up to the end of the period.
--
-- title   Largest lenders | 累计放款最多的贷款机构
-- reads   financing_lenders
-- param   until     last day counted
-- param   district  code of the firms' district; null means all
-- param   industry  code of the firms' chain; null means all
-- param   number    how many are returned; null means 10
-- column  lender         Lender | 贷款机构
-- column  loans          Loans [loans] | 笔数 [笔]
-- column  disbursed_cny  Disbursed [CNY] | 放款金额 [元]

select
    lender,
    sum(loans)::bigint as loans,
    sum(disbursed_cny) as disbursed_cny
from financing_lenders
where lender is not null
  and ($until is null or month <= $until)
  and ($district is null or district_code = $district)
  and ($industry is null or industry_code = $industry)
group by lender
order by disbursed_cny desc nulls last, lender
limit coalesce($number::bigint, 10)
