-- Lenders of a firm, those that lent most first.
--
-- title   Its lenders | 贷款机构
-- reads   financing
-- param   organisation  name of the firm
-- column  lender         Lender | 贷款机构
-- column  loans          Loans [loans] | 笔数 [笔]
-- column  disbursed_cny  Disbursed [CNY] | 放款金额 [元]

select
    lender,
    count(*) as loans,
    sum(disbursed_amount_cny) as disbursed_cny
from financing
where firm = $organisation
  and lender is not null
group by lender
order by disbursed_cny desc nulls last, lender
limit 10
