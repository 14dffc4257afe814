-- Requests for pre-examination received, counted in the month of receipt.
--
-- title      Pre-examination requests received | 专利预审接收量
-- unit       cases | 件
-- kind       flow
-- better     neither
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- breakdown  field_code
-- about      Requests for pre-examination that the branch centre received. | 保护分中心收到的专利预审请求。
-- caveat     The centre opened on 2023-12-15: there is no year before. | 保护分中心于2023年12月15日揭牌，此前无数据。

select
    preexaminations.*,
    received_on as happened_on,
    1 as value
from preexaminations
where received_on is not null
