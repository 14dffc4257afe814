-- Trademarks registered, one per class, counted in the month of the registration notice.
--
-- title      Trademarks registered | 新增注册商标
-- unit       marks | 件
-- kind       flow
-- better     up
-- reads      trademarks
-- records    trademarks
-- by         district, industry
-- breakdown  owner_class
-- about      Registrations for owners in the city, one mark in one class each. | 本市注册人新增注册商标，一标一类计一件。
-- caveat     The register reaches the bureau up to some months late; recent months rise later. | 登记数据有滞后，近月数字日后会上调。

select
    trademarks.*,
    registered_on as happened_on,
    1 as value
from trademarks
where registered_on is not null
