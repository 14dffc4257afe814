-- Values that a record lacks for a stated reason: withheld, or not to be read in the source.
--
-- title   Gaps that the source states | 来源载明的数值缺口
-- reads   gaps, published_figures
-- column  dataset  Dataset | 数据集
-- column  field    Field | 字段
-- column  state    State | 状态
-- column  key      Record | 记录
-- column  given    The words of the source | 原文
-- draw    table

select
    dataset,
    dataset || '.' || field as field,
    state,
    key,
    given
from gaps
union all
select
    'published_figures' as dataset,
    'published_figures.value' as field,
    qualifier as state,
    metric_zh || ' / ' || period as key,
    quote as given
from published_figures
where qualifier in ('illegible', 'withheld')
order by dataset, field, state, key
