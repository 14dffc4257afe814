-- Cases open at the centre at the end of a month, as events: +1 at receipt, -1 when turned down or concluded.
--
-- title      Pre-examinations open | 在办专利预审
-- unit       cases | 件
-- kind       stock
-- better     neither
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- breakdown  field_code
-- about      Cases received and neither turned down nor concluded at the end of the period. | 期末已接收、尚未作出受理决定或预审结论的案件。
-- caveat     What passed and waits for filing or grant is no longer with the centre. | 预审合格后待提交、待授权的案件不计入。

select
    preexaminations.*,
    received_on as happened_on,
    1 as value
from preexaminations
where received_on is not null
union all
select
    preexaminations.*,
    coalesce(rejected_on, examined_on) as happened_on,
    -1 as value
from preexaminations
where coalesce(rejected_on, examined_on) is not null
