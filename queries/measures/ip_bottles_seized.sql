-- Bottles seized, by the day the case was accepted.
--
-- title     Bottles seized | 查获物品（瓶）
-- unit      bottles | 瓶
-- kind      flow
-- better    neither
-- reads     ip_cases
-- records   ip_cases
-- measures  goods_quantity
-- by        district, industry
-- about     Bottles seized, by the day the case was accepted. | 查获数量以瓶计的，按受理日计。

select
    ip_cases.*,
    accepted_on as happened_on,
    goods_quantity as value
from ip_cases
where goods_unit = 'bottle'
