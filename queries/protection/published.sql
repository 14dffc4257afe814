-- What the press says of named cases, of typical cases and of data IP: published statements, never records of ours.
--
-- title   Published cases and facts, not records of ours | 公开报道的案件与事实（不属本库记录）
-- reads   published_figures
-- param   lang          zh or en
-- column  fact          Published fact | 公开事实
-- column  qualifier     Qualifier | 限定
-- column  value         Published value | 公开数值
-- column  unit          Unit | 单位
-- column  period        Period | 期间
-- column  quote         The words of the source | 原文
-- column  source_title  Source | 来源
-- column  source_url    Address | 网址
-- codes   unit units
-- draw    table
-- note    As published, with the source; these cases are not matched to any record above and not counted in any figure. | 按公开报道列示并注明来源；未与上方任何记录对应，亦不计入任何图表。

select
    -- the quotation marks of a Chinese sentence are curved
    if($lang = 'en', metric_en, regexp_replace(metric_zh, '"([^"]*)"', '“\1”', 'g')) as fact,
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
    -- an event is named in the first column; its year or day is what is left of its period
    regexp_replace(period, '^case-[a-z]+-', '') as period,
    quote,
    source_title,
    source_url
from published_figures
where geo_code = '510500'
  and (
      period like 'case-%'
      or metric_id in ('national_typical_cases', 'provincial_typical_cases', 'data_ip_registrations')
  )
order by
    published_figures.period not like 'case-%',
    regexp_replace(published_figures.period, '^case-[a-z]+-', '') desc,
    published_figures.period,
    metric_id,
    metric_zh
