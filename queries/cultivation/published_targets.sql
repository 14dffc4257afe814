-- What the city's plan means to reach in cultivation, with what is reached; people are a target without records here.
--
-- title   Published targets and what is reached | 已公布目标与完成情况
-- reads   published_figures, metrics, recognitions
-- param   until   last day counted
-- param   lang    zh or en
-- column  target_name  Target | 目标
-- column  target       At least | 不少于
-- column  reached      Reached | 已完成
-- column  told         Standing | 状态
-- column  unit         Unit | 单位
-- column  due_on       Due on | 期限
-- column  source_title Source | 来源
-- column  source_url   Address | 网址
-- draw    table
-- note    City figures whatever is chosen. Nobody delivers records of people: “no records” is not 0. | 均为全市口径；人才类目标暂无记录来源，“无记录”不等于0。

with plan(target_id, metric) as (
    values
        ('target_ip_strong_firms', 'provincial_ip_strong_firms'),
        ('target_high_value_patent_centres', 'high_value_patent_centres'),
        ('target_ip_talent', null),
        ('target_ip_service_staff', null)
),

counted as (
    select metric, sum(value) as reached
    from metrics
    where month <= $until
      and metric in ('provincial_ip_strong_firms', 'high_value_patent_centres')
    group by metric
),

told as (
    select
        published.*,
        plan.metric,
        try_cast(published.period as date) as due_on,
        case
            when plan.metric is not null and exists (select 1 from recognitions) then coalesce(counted.reached, 0)
        end as reached
    from published_figures as published
    join plan on plan.target_id = published.metric_id
    left join counted on counted.metric = plan.metric
    where published.geo_code = '510500'
)

select
    if(
        $lang = 'en',
        upper(left(replace(metric_en, 'Target: ', ''), 1)) || substr(replace(metric_en, 'Target: ', ''), 2),
        replace(metric_zh, '目标:', '')
    ) as target_name,
    value as target,
    reached,
    case
        when reached is null then if($lang = 'en', '— No records', '— 无记录')
        when reached >= value then if($lang = 'en', '✓ Reached', '✓ 已达到')
        else if($lang = 'en', '○ Still lacking ', '○ 尚差') || (value - reached)::bigint
    end as told,
    case when $lang = 'en' then case unit when '家' then 'organisations' when '人' then 'people' else unit end else unit end
        as unit,
    due_on,
    source_title,
    source_url
from told
order by reached is null, metric_id
