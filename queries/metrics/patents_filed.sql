-- Patent applications, counted in the month of filing.
--
-- title      Patents filed | 专利申请量
-- unit       patents | 件
-- kind       flow
-- better     up
-- reads      patents
-- records    patents
-- by         district, industry
-- breakdown  patent_type
-- about      Applications for inventions, utility models and designs by applicants in the city. | 本市申请人提交的发明、实用新型和外观设计专利申请。
-- caveat     The register reaches the bureau up to some months late; recent months rise later. | 登记数据有滞后，近月数字日后会上调。

select
    patents.*,
    filed_on as happened_on,
    1 as value
from patents
where filed_on is not null
