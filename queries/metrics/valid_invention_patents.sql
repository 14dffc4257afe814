-- Invention patents in force at the end of a month, as events: +1 at grant, -1 when the right ends.
--
-- title      Inventions in force | 有效发明专利拥有量
-- unit       patents | 件
-- kind       stock
-- better     up
-- reads      patents
-- records    patents
-- by         district, industry
-- breakdown  applicant_class
-- about      Invention patents granted and not ended at the end of the period. | 期末已授权且未终止的发明专利。
-- caveat     A stock at a date; it does not add over months. | 时点数，不可按月相加。

select
    patents.*,
    granted_on as happened_on,
    1 as value
from patents
where granted_on is not null
  and patent_type = 'invention'
union all
select
    patents.*,
    ended_on as happened_on,
    -1 as value
from patents
where granted_on is not null
  and patent_type = 'invention'
  and ended_on is not null
