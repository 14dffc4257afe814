-- Days that pre-examined grants would have taken on the ordinary route, counted in the month of the grant notice.
--
-- title      Ordinary days to grant | 普通途径授权天数
-- unit       days | 天
-- kind       flow
-- better     neither
-- reads      preexaminations, ordinary_grant_days
-- records    preexaminations
-- by         district, industry
-- breakdown  patent_type
-- about      Of each pre-examined grant, the days that its type takes on the ordinary route. | 每件经预审授权专利，该类专利走普通途径所需天数。
-- caveat     A grant slower than the ordinary route counts below zero; one without ordinary days of its type counts in neither. | 慢于普通途径的计为负数；缺少该类普通途径天数的案件两边均不计。

select
    preexaminations.*,
    granted_on as happened_on,
    ordinary_days as value
from preexaminations
join ordinary_grant_days
    on ordinary_grant_days.patent_type = preexaminations.patent_type
    and applies_from <= granted_on
where filed_on is not null
-- the days in force at the grant
qualify row_number() over (partition by case_id order by applies_from desc) = 1
