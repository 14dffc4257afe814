-- Open demands at the end of a month, as events: +1 when it comes on the list, -1 when it is taken off.
--
-- title      Open demands | 征集中需求
-- unit       items | 项
-- kind       stock
-- better     neither
-- reads      demands
-- records    demands
-- by         district, industry
-- about      Demands on the list at the end of the period. | 期末仍在征集的需求。

select
    demands.*,
    published_on as happened_on,
    1 as value
from demands
union all
select
    demands.*,
    closed_on as happened_on,
    -1 as value
from demands
where closed_on is not null
