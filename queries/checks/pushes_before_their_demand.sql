-- Pushes made before the demand that they answer was published.
--
-- title      Push made before its demand was published | 推送早于需求发布
-- severity   warning
-- reads      pushes, demands

select
    pushes.push_no,
    pushes.pushed_on,
    demands.demand_no,
    demands.published_on
from pushes
join demands on demands.demand_no = pushes.demand_no
where pushes.pushed_on < demands.published_on
order by pushes.push_no
