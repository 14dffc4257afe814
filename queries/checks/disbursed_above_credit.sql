-- Loans under which more was paid out than the credit line allows.
--
-- title      Disbursed amount above the credit line | 放款金额大于授信金额
-- severity   warning
-- reads      financing

select
    contract_no,
    firm,
    credit_amount_cny,
    disbursed_amount_cny
from financing
where disbursed_amount_cny > credit_amount_cny
order by contract_no
