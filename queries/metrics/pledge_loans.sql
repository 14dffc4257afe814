-- IP pledge loans signed, counted in the month of signature.
--
-- title      IP pledge loans | 知识产权质押贷款笔数
-- unit       loans | 笔
-- kind       flow
-- better     up
-- reads      financing
-- records    financing
-- by         district, industry
-- breakdown  collateral_kind
-- about      Loan contracts secured on patents, marks or GIs. | 以专利、商标、地理标志质押签订的贷款合同。

select
    financing.*,
    signed_on as happened_on,
    1 as value
from financing
where kind = 'pledge'
