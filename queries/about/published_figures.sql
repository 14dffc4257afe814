-- What public sources say of the city, with their words, beside what this snapshot counts where it can.
--
-- title   Published figures of the city | 全市公开数据
-- reads   published_figures
-- param   lang        zh or en
-- column  metric_name   Quantity | 指标
-- column  period        Period | 期间
-- column  value         Published value | 公开数值
-- column  unit          Unit | 单位
-- column  qualifier     Qualifier | 限定
-- column  confidence    Confidence | 可信度
-- column  source_title  Source | 来源
-- column  source_url    Address | 网址
-- column  quote         The words of the source | 原文
-- draw    table

select
    case when $lang = 'en' then metric_en else metric_zh end as metric_name,
    period,
    value,
    unit,
    qualifier,
    confidence,
    source_title,
    source_url,
    quote
from published_figures
where geo_code = '510500'
order by metric_id, period desc, value
