-- Distinct firms that contributed IP for shares.
--
-- title      Firms contributing IP as equity | 知识产权作价入股企业
-- unit       firms | 户
-- kind       distinct
-- better     up
-- reads      financing
-- records    financing
-- breakdown  collateral_kind
-- by         district, industry
-- about      Distinct firms with a contribution signed in the period. | 期内以知识产权作价入股的企业，去重计数。
-- caveat     A firm with two contributions counts once. | 一家企业多次入股只计一户。

select
    financing.*,
    signed_on as happened_on,
    firm as entity
from financing
where kind = 'equity'
