-- Pushes that brought the two sides together, counted on the day of the push.
--
-- title      Pushes that hit | 推送命中
-- unit       pushes | 条
-- kind       flow
-- better     up
-- reads      pushes
-- records    pushes
-- by         district, industry
-- breakdown  channel
-- about      Pushes of the period after which the two sides are in contact, negotiate or have contracted. | 期内推送中供需双方已联系、在洽谈或已签约的条数。
-- caveat     Being in contact counts as a hit; a contract is not needed. | 取得联系即为命中，不要求签约。

select
    pushes.*,
    pushed_on as happened_on,
    1 as value
from pushes
where outcome in ('contacted', 'negotiating', 'contracted')
