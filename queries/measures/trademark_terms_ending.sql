-- Trademarks in force in the snapshot, counted on the day their ten-year term ends.
--
-- title      Trademarks in force by the day their term ends | 有效商标（按届满日）
-- unit       marks | 件
-- kind       flow
-- better     neither
-- reads      trademarks
-- records    trademarks
-- by         district, industry
-- about      Trademarks in force in the snapshot, counted on the day their ten-year term ends. | 快照日有效商标，按十年有效期届满日计。

select
    trademarks.*,
    expires_on as happened_on,
    1 as value
from trademarks
where registered_on is not null
  and ended_on is null
  and expires_on is not null
