-- Pieces seized, by the day the case was accepted.
--
-- title     Pieces seized | 查获物品（件）
-- unit      pieces | 件
-- kind      flow
-- better    neither
-- reads     ip_cases
-- records   ip_cases
-- measures  goods_quantity
-- by        district, industry
-- about     Pieces seized, by the day the case was accepted. | 查获数量以件计的，按受理日计。

select
    ip_cases.*,
    accepted_on as happened_on,
    goods_quantity as value
from ip_cases
where goods_unit = 'piece'
