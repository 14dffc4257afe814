-- Requests for pre-examination accepted, counted in the month of acceptance.
--
-- title      Pre-examinations accepted | 专利预审受理量
-- unit       cases | 件
-- kind       flow
-- better     up
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- breakdown  field_code
-- about      Requests that the branch centre accepted for pre-examination. | 保护分中心受理的专利预审请求。
-- caveat     The published 149 counts from the opening of the centre (2023-12-15) to the report. | 公开的149件为揭牌（2023年12月15日）以来至报道时累计。

select
    preexaminations.*,
    accepted_on as happened_on,
    1 as value
from preexaminations
where accepted_on is not null
