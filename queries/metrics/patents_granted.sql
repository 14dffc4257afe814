-- Patents granted, counted in the month of the grant notice.
--
-- title      Patents granted | 专利授权量
-- unit       patents | 件
-- kind       flow
-- better     up
-- reads      patents
-- records    patents
-- by         district, industry
-- breakdown  patent_type
-- about      Inventions, utility models and designs granted to applicants in the city. | 本市申请人获得授权的发明、实用新型和外观设计专利。
-- caveat     The register reaches the bureau up to some months late; recent months rise later. | 登记数据有滞后，近月数字日后会上调。

select
    patents.*,
    granted_on as happened_on,
    1 as value
from patents
where granted_on is not null
