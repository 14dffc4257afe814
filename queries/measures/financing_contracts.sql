-- Pledge loans and equity contributions, by the day of signature.
--
-- title      Financing contracts | 融资合同
-- unit       contracts | 份
-- kind       flow
-- better     neither
-- reads      financing
-- records    financing
-- by         district, industry
-- about      Pledge loans and equity contributions, by the day of signature. | 质押贷款与作价入股合同，按签订日计。

select
    financing.*,
    signed_on as happened_on,
    1 as value
from financing
where signed_on is not null
