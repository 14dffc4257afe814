-- Patents in force in the snapshot, counted on the day their statutory term ends.
--
-- title      Patents in force by the day their term ends | 有效专利（按届满日）
-- unit       patents | 件
-- kind       flow
-- better     neither
-- reads      patents
-- records    patents
-- by         district, industry
-- about      Patents in force in the snapshot, counted on the day their statutory term ends. | 快照日有效专利，按法定保护期届满日计。

select
    patents.*,
    expires_on as happened_on,
    1 as value
from patents
where granted_on is not null
  and ended_on is null
  and expires_on is not null
