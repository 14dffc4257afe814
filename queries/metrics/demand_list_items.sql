-- Technology demands published, counted on the day they were published.
--
-- title      Demand-list items | 发布需求清单
-- unit       items | 项
-- kind       flow
-- better     up
-- reads      demands
-- records    demands
-- by         district, industry
-- breakdown  status
-- about      Technology demands of firms that were published on the list. | 通过需求清单发布的企业技术需求。
-- caveat     Published, whatever became of them; a demand published anew counts anew. | 按发布计，不论后续是否对接；重新发布的再计一次。

select
    demands.*,
    published_on as happened_on,
    1 as value
from demands
