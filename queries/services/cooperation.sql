-- What is published of the cooperation with Chongqing: the service list and the alliance of cities.
--
-- title   Cooperation as reported | 协同合作（公开报道）
-- reads   published_figures
-- param   lang          zh or en
-- column  fact          Fact | 事项
-- column  published     Published | 公开数值
-- column  period        As of | 时点
-- column  named         Who is named | 列名情况
-- column  quote         The words of the source | 原文
-- column  source_title  Source | 来源
-- column  source_url    Address | 网址
-- draw    table
-- note    Published facts, not records: they follow no filter. The cities of the alliance are counted, not listed, in the source. | 公开事实，非本库记录，不随筛选变化；来源只给出协同市州数量，未列名单。

select
    if($lang = 'en', metric_en, metric_zh) as fact,
    concat_ws(' ', value::bigint, if($lang = 'en', null, unit)) as published,
    period,
    case
        when metric_id = 'gi_alliance_cities' and $lang = 'en' then 'Luzhou, which started it; the others are not listed'
        when metric_id = 'gi_alliance_cities' then '泸州（发起）；其余市州未列名'
        when $lang = 'en' then '18 + 2 items; names not published'
        else '“18+2”项；事项名称未公开'
    end as named,
    quote,
    source_title,
    source_url
from published_figures
where geo_code = '510500'
  and metric_id in ('cross_province_services', 'gi_alliance_cities')
order by metric_id
