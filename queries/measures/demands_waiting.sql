-- Demands still open in the snapshot, by the day they were published.
--
-- title      Open demands by the day published | 征集中需求（按发布日）
-- unit       items | 项
-- kind       flow
-- better     neither
-- reads      demands
-- records    demands
-- by         district, industry
-- about      Demands still open in the snapshot, by the day they were published. | 快照日仍在征集的需求，按发布日计。

select
    demands.*,
    published_on as happened_on,
    1 as value
from demands
where status = 'open'
