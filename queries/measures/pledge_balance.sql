-- Balances of pledge loans on the snapshot's day, by the day of signature.
--
-- title      Balances of pledge loans on the snapshot's day | 质押贷款快照日余额
-- unit       CNY | 元
-- kind       flow
-- better     neither
-- reads      financing
-- records    financing
-- measures   outstanding_amount_cny
-- by         district, industry
-- about      Balances of pledge loans on the snapshot's day, by the day of signature. | 质押贷款快照日余额，按签订日计。

select
    financing.*,
    signed_on as happened_on,
    outstanding_amount_cny as value
from financing
where kind = 'pledge'
