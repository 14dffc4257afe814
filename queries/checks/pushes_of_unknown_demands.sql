-- Pushes for a demand that is not on the list of demands.
--
-- title      Pushes for demands that the list does not hold | 推送所对应的需求不在清单中
-- severity   warning
-- reads      pushes, demands

select
    push_no,
    demand_no
from pushes
where exists (select 1 from demands) -- without the list nothing can be said
  and not exists (select 1 from demands where demands.demand_no = pushes.demand_no)
order by push_no
