-- Offers pushed to demanders, counted on the day of the push.
--
-- title      Matched offers pushed | 精准匹配推送
-- unit       pushes | 条
-- kind       flow
-- better     up
-- reads      pushes
-- records    pushes
-- by         district, industry
-- breakdown  channel
-- about      Listings and patents put before a firm that had published a matching demand. | 向发布需求的企业推送的匹配挂牌项目或专利。
-- caveat     Pushed, whatever the answer; the same offer for two demands counts twice. | 按推送计，不论结果；同一供给推送两项需求计两条。

select
    pushes.*,
    pushed_on as happened_on,
    1 as value
from pushes
