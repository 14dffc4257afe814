-- Patents that patent-intensive products on file rest on, at the end of a month.
--
-- title      Patents linked to products | 产品关联专利
-- unit       patents | 件
-- kind       stock
-- better     up
-- reads      patent_products
-- records    patent_products
-- measures   linked_patents
-- by         district, industry
-- about      Patents linked to the products on file at the end of the period. | 期末备案产品关联的专利件数。
-- caveat     A patent is linked to one product only, so that they add up; counted from the day its product was filed. | 一件专利只关联一件产品，故可相加；自产品备案日起计。

select
    patent_products.*,
    filed_on as happened_on,
    linked_patents as value
from patent_products
