-- Cases that are closed without an outcome, or have an outcome while they are open.
--
-- title      Closing day and outcome of a case do not go together | 结案日与结案方式不一致
-- severity   warning
-- reads      ip_cases

select
    case_id,
    closed_on,
    outcome
from ip_cases
where (closed_on is null) <> (outcome is null)
order by case_id
