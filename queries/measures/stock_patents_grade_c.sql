-- Reviewed patents of grade C by the end of a month.
--
-- title      Stock patents graded C | 存量专利C类
-- unit       patents | 件
-- kind       stock
-- better     neither
-- reads      stock_reviews
-- records    stock_reviews
-- measures   grade_c
-- by         district
-- about      C: no use in sight, since reviews began. | C类：暂无转化前景，自盘点工作开展以来累计。

select
    stock_reviews.*,
    reviewed_on as happened_on,
    grade_c as value
from stock_reviews
