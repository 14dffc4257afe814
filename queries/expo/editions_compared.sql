-- Exhibitors and products of each edition as published, else as counted from the records here.
--
-- title   Exhibitors and products by edition | 历届参展企业与产品
-- reads   expo_editions, expo_figures
-- param   lang         zh or en
-- column  edition_name Edition | 届次
-- column  exhibitors   Exhibitors (firms) | 参展企业（家）
-- column  products     Products (kinds) | 参展产品（款）
-- draw    grouped x=edition_name y=exhibitors,products
-- note    Published numbers are mostly lower bounds (“over 900”). Two quantities side by side, not to be added. | 公布数多为“以上”之下限；两项数量并列，不可相加。

with states as (
    select
        figures.edition,
        coalesce(max(listed.status) = 'planned', bool_and(figures.basis = 'announced')) as is_planned
    from expo_figures as figures
    left join expo_editions as listed on listed.edition = figures.edition
    -- the list of editions says which ones were known of; without it the figures do
    where listed.edition is not null or not exists (select 1 from expo_editions)
    group by all
),

best as (
    select figures.edition, states.is_planned, figures.metric_id, figures.value
    from expo_figures as figures
    join states on states.edition = figures.edition
    where figures.metric_id in ('expo_enterprises', 'expo_products')
      and (figures.basis <> 'published' or not states.is_planned) -- no result of an edition to come is known yet
      and figures.value is not null
    qualify row_number() over (
        partition by figures.edition, figures.metric_id
        order by case figures.basis when 'published' then 0 when 'counted' then 2 else 1 end
    ) = 1
)

select
    if($lang = 'zh', '第' || edition || '届', 'Edition ' || edition)
        || if(is_planned, if($lang = 'zh', '（计划）', ' (planned)'), '') as edition_name,
    max(value) filter (metric_id = 'expo_enterprises') as exhibitors,
    max(value) filter (metric_id = 'expo_products') as products
from best
group by edition, is_planned
order by edition
