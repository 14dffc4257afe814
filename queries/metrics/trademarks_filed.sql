-- Trademark applications, one per class, counted in the month of filing.
--
-- title      Trademarks filed | 商标申请量
-- unit       marks | 件
-- kind       flow
-- better     up
-- reads      trademarks
-- records    trademarks
-- by         district, industry
-- breakdown  owner_class
-- about      Applications by applicants in the city, one mark in one class each. | 本市申请人的商标申请，一标一类计一件。
-- caveat     The register reaches the bureau up to some months late; recent months rise later. | 登记数据有滞后，近月数字日后会上调。

select
    trademarks.*,
    filed_on as happened_on,
    1 as value
from trademarks
where filed_on is not null
