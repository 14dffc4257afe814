-- Amounts registered with pledges, by the day of signature.
--
-- title      Amounts registered with pledges | 质押登记金额
-- unit       CNY | 元
-- kind       flow
-- better     neither
-- reads      financing
-- records    financing
-- measures   registered_amount_cny
-- by         district, industry
-- about      Amounts registered with pledges, by the day of signature. | 质押登记金额，按签订日计。

select
    financing.*,
    signed_on as happened_on,
    registered_amount_cny as value
from financing
where kind = 'pledge'
