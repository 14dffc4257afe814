-- Patents from the city that won a China Patent Award, counted in the month of the award.
--
-- title      China Patent Award entries | 成功申报中国专利奖
-- unit       patents | 件
-- kind       flow
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  level
-- about      Patents whose entry for the China Patent Award succeeded in the period. | 期内成功申报中国专利奖的专利。
-- caveat     The source says “entries that succeeded” and not which prize. | 来源表述为“成功申报”，未说明奖项等级。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind = 'china_patent_award'
