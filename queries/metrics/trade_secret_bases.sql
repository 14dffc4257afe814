-- Demonstration bases and stations of trade-secret protection standing at the end of a month, as events.
--
-- title      Trade-secret protection bases and stations | 商业秘密保护示范基地（站）
-- unit       bases | 个
-- kind       stock
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  level
-- about      Bases and stations of every level at the end of the period. | 期末各级商业秘密保护示范基地（站）。
-- caveat     Bases and stations together; the breakdown tells their levels. | 基地与站合计，可按级别区分。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind = 'trade_secret_base'
union all
select
    recognitions.*,
    ended_on as happened_on,
    -1 as value
from recognitions
where kind = 'trade_secret_base'
  and ended_on is not null
