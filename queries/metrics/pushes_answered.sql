-- Pushes that have an answer, counted on the day of the push.
--
-- title      Pushes answered | 已反馈推送
-- unit       pushes | 条
-- kind       flow
-- better     up
-- reads      pushes
-- records    pushes
-- by         district, industry
-- breakdown  channel
-- about      Pushes of the period to which the demander has answered, whatever the answer. | 期内推送中需求方已有反馈的条数，不论结果。
-- caveat     Counted on the day of the push: recent pushes are answered later, and the number of recent months rises. | 按推送日计；近期推送尚待反馈，近月数字会上升。

select
    pushes.*,
    pushed_on as happened_on,
    1 as value
from pushes
where outcome <> 'none_yet'
