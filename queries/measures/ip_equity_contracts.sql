-- Contracts by which IP was contributed for shares, by the day of signature.
--
-- title      Equity contributions | 作价入股合同
-- unit       contracts | 份
-- kind       flow
-- better     neither
-- reads      financing
-- records    financing
-- by         district, industry
-- about      Contracts by which IP was contributed for shares, by the day of signature. | 知识产权作价入股合同，按签订日计。

select
    financing.*,
    signed_on as happened_on,
    1 as value
from financing
where kind = 'equity'
