-- Patents of universities and institutes reviewed by the end of a month.
--
-- title      Stock patents reviewed | 盘点存量专利
-- unit       patents | 件
-- kind       stock
-- better     up
-- reads      stock_reviews
-- records    stock_reviews
-- measures   patents_reviewed
-- by         district
-- breakdown  institute_class
-- about      Patents held by universities and institutes that have been reviewed since reviews began. | 高校、科研院所自盘点工作开展以来累计盘点的存量专利。
-- caveat     Each patent is reviewed once; reviewed does not mean put to use. | 每件专利只盘点一次；盘点不等于转化。

select
    stock_reviews.*,
    reviewed_on as happened_on,
    patents_reviewed as value
from stock_reviews
