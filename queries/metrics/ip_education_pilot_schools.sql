-- Provincial pilot and model schools of IP education standing at the end of a month, as events.
--
-- title      IP education pilot and model schools | 省级知识产权普及教育试点示范学校
-- unit       schools | 所
-- kind       stock
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district
-- breakdown  level
-- about      Primary and secondary schools on the provincial list at the end of the period. | 期末列入省级中小学知识产权普及教育试点示范的学校。
-- caveat     Schools of the province's list only. | 仅计省级名单。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind = 'ip_education_school'
  and level = 'provincial'
union all
select
    recognitions.*,
    ended_on as happened_on,
    -1 as value
from recognitions
where kind = 'ip_education_school'
  and level = 'provincial'
  and ended_on is not null
