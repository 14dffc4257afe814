-- Titles recognised in a district, newest first; the organisations that hold them.
--
-- title   Newest titles | 新近认定称号
-- reads   recognitions
-- param   district  code of the district
-- param   until     last day counted
-- column  holder         Holder | 主体
-- column  kind           Title | 称号
-- column  recognised_on  Recognised on | 认定日

select
    holder,
    kind,
    recognised_on
from recognitions
where district_code = $district
  and recognised_on <= $until
order by recognised_on desc, recognition_no
limit 10
