-- What the public service platform has, as the report of 2024 says; two passages of it cannot be read.
--
-- title   The platform as reported | 公共服务平台设施（公开报道）
-- reads   published_figures
-- param   lang          zh or en
-- column  facility      Facility | 设施
-- column  published     Published figure, or why none | 公开数值或缺失原因
-- column  period        As of | 时点
-- column  quote         The words of the source | 原文
-- column  source_title  Source | 来源
-- column  source_url    Address | 网址
-- draw    table
-- note    Published facts, not records: they follow no filter. A passage that cannot be read is no zero. | 公开事实，非本库记录，不随筛选变化；原文字迹不清处不作零处理。

select
    if($lang = 'en', metric_en, metric_zh) as facility,
    case
        when qualifier = 'illegible' then if($lang = 'en', '□ Illegible in the source', '□ 原文字迹不清')
        else concat_ws(
            ' ',
            case qualifier
                when 'at_least' then if($lang = 'en', 'at least', '不少于')
                when 'about' then if($lang = 'en', 'about', '约')
            end,
            format('{:,}', value::bigint),
            case when unit = 'm2' then 'm²' when $lang = 'en' then null else unit end
        )
    end as published,
    period,
    quote,
    source_title,
    source_url
from published_figures
where geo_code = '510500'
  and metric_id in (
      'platform_office_area', 'ip_service_supermarkets', 'exhibition_halls', 'circuit_tribunals', 'mediation_rooms',
      'provincial_ip_service_outlets', 'ip_remote_education_substations', 'platform_online_items',
      'online_evaluation_firms'
  )
order by qualifier = 'illegible', metric_id = 'platform_office_area' desc, metric_id
