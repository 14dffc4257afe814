-- Credit lines of pledge loans, by the day of signature.
--
-- title      Credit lines of pledge loans | 质押贷款授信金额
-- unit       CNY | 元
-- kind       flow
-- better     neither
-- reads      financing
-- records    financing
-- measures   credit_amount_cny
-- by         district, industry
-- about      Credit lines of pledge loans, by the day of signature. | 质押贷款授信金额，按签订日计。

select
    financing.*,
    signed_on as happened_on,
    credit_amount_cny as value
from financing
where kind = 'pledge'
