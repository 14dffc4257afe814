-- Demands that are still open more than thirty days after the day they were to close.
--
-- title      Open demand past its closing day | 征集中需求已过截止日
-- severity   warning
-- reads      demands

select
    demand_no,
    closes_on
from demands
where status = 'open'
  and closes_on < $as_of::date - 30
order by demand_no
