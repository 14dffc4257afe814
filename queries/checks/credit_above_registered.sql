-- Loans whose credit line is larger than the amount secured in the register of pledges.
--
-- title      Credit line above the registered amount | 授信金额大于质押登记金额
-- severity   warning
-- reads      financing

select
    contract_no,
    firm,
    registered_amount_cny,
    credit_amount_cny
from financing
where credit_amount_cny > registered_amount_cny
order by contract_no
