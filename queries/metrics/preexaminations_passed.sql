-- Pre-examinations passed, counted in the month of the result.
--
-- title      Pre-examinations passed | 专利预审合格量
-- unit       cases | 件
-- kind       flow
-- better     up
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- breakdown  field_code
-- about      Cases that passed pre-examination and may be filed for fast examination. | 预审合格、可提交快速审查的案件。

select
    preexaminations.*,
    examined_on as happened_on,
    1 as value
from preexaminations
where examined_on is not null
  and result = 'passed'
