-- Loans of which more is still owed than was ever paid out.
--
-- title      Outstanding amount above the disbursed one | 贷款余额大于放款金额
-- severity   error
-- reads      financing

select
    contract_no,
    firm,
    disbursed_amount_cny,
    outstanding_amount_cny
from financing
where outstanding_amount_cny > disbursed_amount_cny
order by contract_no
