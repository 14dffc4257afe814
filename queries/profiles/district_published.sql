-- What public sources say of a district, with their words.
--
-- title   Published figures of the district | 本区县公开数据
-- reads   published_figures
-- param   district    code of the district
-- param   lang        zh or en
-- column  metric_name   Quantity | 指标
-- column  period        Period | 期间
-- column  qualifier     Qualifier | 限定
-- column  value         Published value | 公开数值
-- column  unit          Unit | 单位
-- column  confidence    Confidence | 可信度
-- column  quote         The words of the source | 原文
-- column  source_title  Source | 来源
-- column  source_url    Address | 网址
-- codes   unit units
-- draw    table

select
    case when $lang = 'en' then metric_en else metric_zh end as metric_name,
    period,
    case qualifier
        when 'at_least' then if($lang = 'en', 'at least', '不少于')
        when 'about' then if($lang = 'en', 'about', '约')
        when 'exact' then if($lang = 'en', 'exact', '确数')
        else qualifier
    end as qualifier,
    value,
    unit,
    case confidence
        when 'high' then if($lang = 'en', 'high', '高')
        when 'medium' then if($lang = 'en', 'medium', '中')
        when 'low' then if($lang = 'en', 'low', '低')
    end as confidence,
    quote,
    source_title,
    source_url
from published_figures
where geo_code = $district
order by metric_id, period desc, value
