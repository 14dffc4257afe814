-- Luzhou beside the three neighbours in Chongqing by the figures of their joint white paper.
--
-- title   Luzhou and its neighbours, 2022 | 泸州与毗邻区（2022年白皮书）
-- reads   published_figures
-- param   lang         zh or en
-- column  metric_name  Quantity | 指标
-- column  unit         Unit | 单位
-- column  luzhou       Luzhou | 泸州市
-- column  rongchang    Rongchang | 荣昌区
-- column  jiangjin     Jiangjin | 江津区
-- column  yongchuan    Yongchuan | 永川区
-- column  source_title Source | 来源
-- column  source_url   Address | 网址
-- codes   unit units
-- draw    table
-- note    Published figures with their source; what it does not give stays empty. Jiangjin's inventions in force stand where the stored excerpt ends and may be cut. | 公开数值；来源未载的留空。江津区有效发明专利数位于所存摘录末尾，可能不全。

select
    if($lang = 'en', any_value(metric_en), any_value(metric_zh)) as metric_name,
    any_value(unit) as unit,
    max(value) filter (geo_code = '510500') as luzhou,
    max(value) filter (geo_code = '500153') as rongchang,
    max(value) filter (geo_code = '500116') as jiangjin,
    max(value) filter (geo_code = '500118') as yongchuan,
    any_value(source_title) as source_title,
    any_value(source_url) as source_url
from published_figures
where geo_code in ('510500', '500153', '500116', '500118')
  and source_title like '%白皮书%'
group by metric_id
having count(distinct geo_code) > 1
order by metric_id
