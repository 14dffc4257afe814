-- Demands met or withdrawn without a day, or still open with one.
--
-- title      State and end of a demand do not go together | 需求状态与办结日不一致
-- severity   warning
-- reads      demands

select
    demand_no,
    status,
    closed_on
from demands
where (status = 'open') <> (closed_on is null)
order by demand_no
