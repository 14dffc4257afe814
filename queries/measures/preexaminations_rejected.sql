-- Requests for pre-examination that were not accepted, counted on the day of the refusal.
--
-- title      Requests not accepted | 不予受理的预审请求
-- unit       cases | 件
-- kind       flow
-- better     down
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- about      Requests whose acceptance was refused. | 不予受理的预审请求。

select
    preexaminations.*,
    rejected_on as happened_on,
    1 as value
from preexaminations
where rejected_on is not null
