-- Loans that were paid off and of which something is still owed.
--
-- title      Repaid loans with an outstanding amount | 已结清贷款仍有余额
-- severity   warning
-- reads      financing

select
    contract_no,
    firm,
    repaid_on,
    outstanding_amount_cny
from financing
where repaid_on is not null
  and outstanding_amount_cny > 0
order by contract_no
