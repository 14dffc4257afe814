-- Requests for pre-examination that were filed by the snapshot's day, counted on the day of receipt.
--
-- title      Requests received that were filed since | 所接收请求中已提交申请的案件
-- unit       cases | 件
-- kind       flow
-- better     up
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- about      Requests by the day of receipt, of which those filed by the snapshot's day. | 按接收日计，截至快照日已提交申请的案件。

select
    preexaminations.*,
    received_on as happened_on,
    1 as value
from preexaminations
where filed_on is not null
