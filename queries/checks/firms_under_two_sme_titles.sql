-- Firms that stand under two titles of the SME ladder at once: each is counted twice among the cultivated firms.
--
-- title      Firms under two SME titles at once | 同时持有两级中小企业称号的企业
-- severity   warning
-- reads      recognitions
-- column     titles   Titles | 称号
-- column     numbers  Numbers | 认定编号

select
    holder,
    string_agg(kind, ', ' order by recognised_on, recognition_no) as titles,
    string_agg(recognition_no, ', ' order by recognised_on, recognition_no) as numbers
from recognitions
where kind in ('innovative_sme', 'srdi', 'little_giant')
  and ended_on is null
group by holder
having count(*) > 1
order by holder
