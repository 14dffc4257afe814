-- High-value invention patents in force at the end of a month, as events.
--
-- title      High-value inventions in force | 高价值发明专利拥有量
-- unit       patents | 件
-- kind       stock
-- better     up
-- reads      patents
-- records    patents
-- by         district, industry
-- breakdown  high_value_reason
-- about      Inventions in force that meet one of the five national tests. | 期末有效且符合国家五类口径之一的发明专利。
-- caveat     A stock at a date; it does not add over months. | 时点数，不可按月相加。

select
    patents.*,
    greatest(granted_on, high_value_on) as happened_on,
    1 as value
from patents
where patent_type = 'invention'
  and granted_on is not null
  and high_value_on is not null
  and (ended_on is null or ended_on > high_value_on)
union all
select
    patents.*,
    ended_on as happened_on,
    -1 as value
from patents
where patent_type = 'invention'
  and granted_on is not null
  and high_value_on is not null
  and (ended_on is null or ended_on > high_value_on)
  and ended_on is not null
