-- Transfers and licences whose giver and receiver are the same.
--
-- title      Patent given to the one who gives it | 转出方与转入方相同
-- severity   error
-- reads      patent_transactions

select
    transaction_id,
    application_no,
    from_holder,
    to_holder
from patent_transactions
where from_holder = to_holder
order by transaction_id
