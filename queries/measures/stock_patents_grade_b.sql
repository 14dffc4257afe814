-- Reviewed patents of grade B by the end of a month.
--
-- title      Stock patents graded B | 存量专利B类
-- unit       patents | 件
-- kind       stock
-- better     neither
-- reads      stock_reviews
-- records    stock_reviews
-- measures   grade_b
-- by         district
-- about      B: to be developed further, since reviews began. | B类：有待培育，自盘点工作开展以来累计。

select
    stock_reviews.*,
    reviewed_on as happened_on,
    grade_b as value
from stock_reviews
