-- Cases still open in the snapshot, by the day they were accepted.
--
-- title    Open cases by the day accepted | 未结案件（按受理日）
-- unit     cases | 件
-- kind     flow
-- better   neither
-- reads    ip_cases
-- records  ip_cases
-- by       district, industry
-- about    Cases still open in the snapshot, by the day they were accepted. | 快照日未结案件，按受理日计。

select
    ip_cases.*,
    accepted_on as happened_on,
    1 as value
from ip_cases
where closed_on is null
