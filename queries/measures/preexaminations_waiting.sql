-- Cases open at the centre in the snapshot, counted on the day of receipt.
--
-- title      Open pre-examinations by the day of receipt | 在办预审（按接收日）
-- unit       cases | 件
-- kind       flow
-- better     neither
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- about      Cases neither turned down nor concluded in the snapshot, by the day of receipt. | 快照日未结案的预审案件，按接收日计。

select
    preexaminations.*,
    received_on as happened_on,
    1 as value
from preexaminations
where rejected_on is null
  and examined_on is null
