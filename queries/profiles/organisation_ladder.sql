-- What the next rung of the ladder asks of a firm, what it has and what it lacks; no row for one on the top rung.
--
-- title   Its next rung | 下一级梯度条件
-- reads   ladder_firms
-- param   organisation  name of the firm
-- column  next_rung  Next rung | 下一级
-- column  criterion  Criterion | 条件
-- column  has        Has | 现有
-- column  at_least   At least | 不少于
-- column  lacking    Lacking | 尚差
-- codes   next_rung ladder_rungs
-- draw    table
-- note    As known on the snapshot's day, whatever the period. A firm without a title stands below the first rung. | 按快照日情况，不随期间变化；无称号企业位于首级梯度之下。

select
    next_rung,
    criterion,
    has,
    at_least,
    lacking
from ladder_firms
where firm = $organisation
order by criterion
