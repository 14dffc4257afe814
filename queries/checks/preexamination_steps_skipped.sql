-- Pre-examinations that show a step whose step before is missing or says otherwise.
--
-- title      Pre-examinations that skip a step | 预审环节缺失或矛盾
-- severity   error
-- reads      preexaminations

select
    case_id,
    applicant,
    accepted_on,
    rejected_on,
    examined_on,
    result,
    filed_on,
    granted_on
from preexaminations
where (accepted_on is not null and rejected_on is not null)
   or (examined_on is not null and accepted_on is null)
   or (examined_on is null) <> (result is null)
   or (filed_on is not null and result is distinct from 'passed')
   or (granted_on is not null and filed_on is null)
order by case_id
