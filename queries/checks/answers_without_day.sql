-- Pushes that have an answer without its day, or a day without an answer.
--
-- title      Answer and its day do not go together | 推送结果与反馈日不一致
-- severity   warning
-- reads      pushes

select
    push_no,
    outcome,
    outcome_on
from pushes
where (outcome = 'none_yet') <> (outcome_on is null)
order by push_no
