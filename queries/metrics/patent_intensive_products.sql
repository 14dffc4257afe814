-- Patent-intensive products on file at the end of a month.
--
-- title      Patent-intensive products | 专利密集型产品
-- unit       products | 件
-- kind       stock
-- better     up
-- reads      patent_products
-- records    patent_products
-- by         district, industry
-- about      Products on file at the end of the period. | 期末已备案的专利密集型产品。
-- caveat     On file, not yet recognised; a stock at a date. | 按备案计，不等于已认定；时点数，不可按月相加。

select
    patent_products.*,
    filed_on as happened_on,
    1 as value
from patent_products
