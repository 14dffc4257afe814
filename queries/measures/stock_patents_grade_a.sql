-- Reviewed patents of grade A by the end of a month.
--
-- title      Stock patents graded A | 存量专利A类
-- unit       patents | 件
-- kind       stock
-- better     neither
-- reads      stock_reviews
-- records    stock_reviews
-- measures   grade_a
-- by         district
-- about      A: ready to be put to use, since reviews began. | A类：具备转化条件，自盘点工作开展以来累计。

select
    stock_reviews.*,
    reviewed_on as happened_on,
    grade_a as value
from stock_reviews
