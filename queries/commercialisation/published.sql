-- What the 2024 report says of putting patents to use, the illegible passage included.
--
-- title   Published figures of commercialisation | 转化运用公开数据
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
-- note    Published statements with their source; an illegible figure has no value and is no zero. | 公开表述及其来源；原文字迹不清的没有数值，不等于零。

select
    case when $lang = 'en' then metric_en else metric_zh end as metric_name,
    period,
    case qualifier
        when 'at_least' then if($lang = 'en', 'at least', '不少于')
        when 'about' then if($lang = 'en', 'about', '约')
        when 'exact' then if($lang = 'en', 'exact', '准确')
        when 'illegible' then if($lang = 'en', '□ Illegible in the source', '□ 原文字迹不清')
        when 'withheld' then if($lang = 'en', '■ Withheld', '■ 不予公开')
        else qualifier
    end as qualifier,
    value,
    unit,
    quote,
    source_title,
    source_url
from published_figures
where geo_code = '510500'
  and metric_id in (
      'patents_transferred', 'open_licences', 'ip_equity_firms',
      'patent_intensive_firms', 'patent_intensive_products', 'patents_linked_to_products',
      'institutes_reviewing_stock_patents', 'stock_patents_reviewed', 'online_evaluation_firms'
  )
order by metric_id, period
