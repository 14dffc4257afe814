-- Universities and institutes that have reviewed patents by the end of a month, as the first batch of each.
--
-- title      Institutes reviewing stock patents | 盘点存量专利的高校院所
-- unit       institutes | 家
-- kind       stock
-- better     up
-- reads      stock_reviews
-- records    stock_reviews
-- by         district
-- breakdown  institute_class
-- about      Universities and institutes that have finished at least one batch by the end of the period. | 期末至少完成一批盘点的高校、科研院所，按名称去重。
-- caveat     Each counts once, from its first batch on. | 每家自首批盘点起只计一家，与批次数无关。

select
    stock_reviews.*,
    reviewed_on as happened_on,
    1 as value
from stock_reviews
qualify row_number() over (partition by institute order by reviewed_on, review_id) = 1
