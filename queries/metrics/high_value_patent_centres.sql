-- High-value patent cultivation centres of province and nation standing at the end of a month, as events.
--
-- title      High-value patent cultivation centres | 高价值专利育成中心
-- unit       centres | 个
-- kind       stock
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  level
-- about      Centres recognised by the province or the nation at the end of the period. | 期末省级以上高价值专利育成中心。
-- caveat     The city's target counts provincial centres; municipal ones are left out. | 市级目标按省级中心计，不含市级中心。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind = 'high_value_patent_centre'
  and level in ('provincial', 'national')
union all
select
    recognitions.*,
    ended_on as happened_on,
    -1 as value
from recognitions
where kind = 'high_value_patent_centre'
  and level in ('provincial', 'national')
  and ended_on is not null
