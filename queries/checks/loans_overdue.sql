-- Loans that fell due before the snapshot's day and are not repaid.
--
-- title      Loans matured and not repaid | 已到期未结清贷款
-- severity   warning
-- reads      financing

select
    contract_no,
    firm,
    lender,
    matures_on,
    outstanding_amount_cny
from financing
where kind = 'pledge'
  and repaid_on is null
  and matures_on < $as_of
  and (outstanding_amount_cny is null or outstanding_amount_cny > 0) -- a balance of nothing is a loan paid off
order by matures_on, contract_no
