-- Firms with a patent-intensive product on file at the end of a month, as the first filing of each.
--
-- title      Firms with patent-intensive products | 专利密集型产品企业
-- unit       firms | 家
-- kind       stock
-- better     up
-- reads      patent_products
-- records    patent_products
-- by         district, industry
-- about      Firms with at least one product on file at the end of the period, told apart by name. | 期末至少备案一件专利密集型产品的企业，按名称去重。
-- caveat     A firm counts once, from its first filing on and where that was made, however many products it files. | 一家企业自首次备案起只计一家，归入首次备案的区县与产业，与备案产品件数无关。

select
    patent_products.*,
    filed_on as happened_on,
    1 as value
from patent_products
qualify row_number() over (partition by firm order by filed_on, product_id) = 1
