-- Money disbursed under IP pledge loans, counted in the month of signature.
--
-- title      IP pledge financing disbursed | 知识产权质押融资金额
-- unit       CNY | 元
-- kind       flow
-- better     up
-- reads      financing
-- records    financing
-- measures   disbursed_amount_cny
-- by         district, industry
-- breakdown  collateral_kind
-- about      Amounts disbursed under loans secured on patents, marks or GIs. | 以专利、商标、地理标志质押实际发放的贷款金额。
-- caveat     Registered, credit and outstanding amounts are other quantities. | 登记金额、授信额度、贷款余额为不同数量，不可混用。

select
    financing.*,
    signed_on as happened_on,
    disbursed_amount_cny as value
from financing
where kind = 'pledge'
