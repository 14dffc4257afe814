-- High-value patent cultivation centres, counted in the month they are recognised.
--
-- title      New high-value patent cultivation centres | 新培育高价值专利育成中心
-- unit       centres | 个
-- kind       flow
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  level
-- about      Centres of every level recognised in the period. | 期内新认定的各级高价值专利育成中心。
-- caveat     Few a year: a single one moves the change by much. | 每年数量很少，一个即可使变动率大幅变化。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind = 'high_value_patent_centre'
