-- What public sources say of pre-examination in the city, with their words.
--
-- title   Published figures of pre-examination | 专利预审公开数据
-- reads   published_figures
-- param   lang        zh or en
-- column  metric_name   Quantity | 指标
-- column  period        Period | 期间
-- column  qualifier     Qualifier | 限定
-- column  value         Published value | 公开数值
-- column  unit          Unit | 单位
-- column  quote         The words of the source | 原文
-- column  source_title  Source | 来源
-- column  source_url    Address | 网址
-- codes   unit units
-- draw    table
-- note    The report names neither the three fields nor the day its count begins; the centre opened on 2023-12-15. | 报道未载明三大领域名称及统计起始日；保护分中心于2023年12月15日揭牌。

select
    case when $lang = 'en' then metric_en else metric_zh end as metric_name,
    period,
    case qualifier
        when 'at_least' then if($lang = 'en', 'at least', '不少于')
        when 'about' then if($lang = 'en', 'about', '约')
        when 'exact' then if($lang = 'en', 'exact', '确数')
        when 'illegible' then if($lang = 'en', '□ Illegible in the source', '□ 原文字迹不清')
        else qualifier
    end as qualifier,
    value,
    unit,
    quote,
    source_title,
    source_url
from published_figures
where geo_code = '510500'
  and metric_id in ('prereview_fields', 'patent_prereviews_accepted', 'grant_cycle_reduction_pct')
order by metric_id, period desc, value
