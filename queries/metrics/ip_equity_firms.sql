-- Distinct firms that contributed IP for shares.
--
-- title      Firms contributing IP as equity | 知识产权作价入股企业
-- unit       firms | 户
-- kind       distinct
-- better     up
-- reads      financing
-- by         district, industry
-- about      Distinct firms with a contribution signed in the period. | 期内以知识产权作价入股的企业,去重计数。
-- caveat     A firm with two contributions counts once. | 一家企业多次入股只计一户。

select
    date_trunc('month', signed_on)::date as month,
    district_code,
    industry_code,
    collateral_kind as breakdown,
    firm as entity
from financing
where kind = 'equity'
