-- Patents of the two types that have an IPC symbol, counted in the month of the grant notice.
--
-- title      Inventions and utility models granted | 发明和实用新型授权量
-- unit       patents | 件
-- kind       flow
-- better     neither
-- reads      patents
-- records    patents
-- by         district, industry
-- about      Patents of the two types that have an IPC symbol, counted in the month of the grant notice. | 有IPC分类的两类专利，按授权公告日计。

select
    patents.*,
    granted_on as happened_on,
    1 as value
from patents
where granted_on is not null
  and patent_type in ('invention', 'utility_model')
