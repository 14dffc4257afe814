-- Titles granted to what cannot hold them: a school's to a firm, a firm's to a centre.
--
-- title      Titles that do not fit what is recognised | 称号与认定对象不符
-- severity   warning
-- reads      recognitions

select
    recognition_no,
    holder,
    kind,
    holder_kind
from recognitions
where holder_kind <> case kind
    when 'ip_education_school' then 'school'
    when 'trade_secret_base' then 'base'
    when 'high_value_patent_centre' then 'centre'
    when 'china_patent_award' then 'patent'
    else 'firm'
end
order by recognition_no
