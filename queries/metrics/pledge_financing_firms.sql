-- Distinct firms that signed an IP pledge loan.
--
-- title      Firms with IP pledge financing | 知识产权质押融资企业
-- unit       firms | 家
-- kind       distinct
-- better     up
-- reads      financing
-- records    financing
-- breakdown  collateral_kind
-- by         district, industry
-- about      Distinct borrowers of loans signed in the period. | 期内签订质押贷款的企业，去重计数。
-- caveat     A firm with two loans counts once. | 一家企业多笔贷款只计一家。

select
    financing.*,
    signed_on as happened_on,
    firm as entity
from financing
where kind = 'pledge'
