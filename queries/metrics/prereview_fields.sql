-- Distinct fields in which requests for pre-examination were received.
--
-- title      Pre-examination fields with cases | 有预审案件的领域
-- unit       fields | 个
-- kind       distinct
-- better     neither
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- about      Distinct fields of the requests received in the period; three are open. | 期内收到预审请求的领域，去重计数；已开通三个领域。
-- caveat     No source names the three fields; they are numbered here. | 公开资料未载明三大领域名称，此处以序号表示。

select
    preexaminations.*,
    received_on as happened_on,
    field_code as entity
from preexaminations
