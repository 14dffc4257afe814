-- Requests for pre-examination that had passed by the snapshot's day, counted on the day of receipt.
--
-- title      Requests received that passed since | 所接收请求中预审合格的案件
-- unit       cases | 件
-- kind       flow
-- better     up
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- about      Requests by the day of receipt, of which those that had passed by the snapshot's day. | 按接收日计，截至快照日预审合格的案件。

select
    preexaminations.*,
    received_on as happened_on,
    1 as value
from preexaminations
where result = 'passed'
