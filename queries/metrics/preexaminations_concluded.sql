-- Pre-examinations that ended in a result, counted in the month of the result.
--
-- title      Pre-examinations concluded | 专利预审结案量
-- unit       cases | 件
-- kind       flow
-- better     neither
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- breakdown  field_code
-- about      Accepted cases whose pre-examination ended: passed, not passed or withdrawn. | 已作出结论的预审案件，含合格、不合格和撤回。

select
    preexaminations.*,
    examined_on as happened_on,
    1 as value
from preexaminations
where examined_on is not null
