-- One row per edition and basis: what was published, and what the records here count.
--
-- title   Editions side by side | 历届对比
-- reads   expo_editions, expo_figures
-- param   lang            zh or en
-- column  edition_name    Edition | 届次
-- column  basis           Basis | 依据
-- column  opens_on        Opened | 开幕日
-- column  guest_country   Guest | 主宾国
-- column  countries       Countries [number] | 国家和地区 [个]
-- column  exhibitors      Exhibitors [firms] | 参展企业 [家]
-- column  products        Products [kinds] | 参展产品 [款]
-- column  area_m2         Area [m²] | 展览面积 [平方米]
-- column  visits          Visits [entries] | 入场 [人次]
-- column  on_site_sales   On site [CNY m] | 现场交易额 [万元]
-- column  online_orders   Online orders [number] | 线上订单 [单]
-- column  online_sales    Online [CNY m] | 线上交易额 [万元]
-- column  contracts       Contracts [CNY m] | 签约金额 [万元]
-- codes   guest_country countries
-- draw    table
-- note    ≥ and ≈ stand where the source says “over” or “about”; planned figures were announced before the event. | “≥”“约”依来源表述；计划为展前公布数，非结果。

with editions as (
    select
        coalesce(listed.edition, figures.edition) as edition,
        coalesce(listed.status = 'planned', figures.is_announced) as is_planned,
        listed.starts_on,
        listed.guest_country,
        listed.area_m2
    from expo_editions as listed
    full join (
        select edition, bool_and(basis = 'announced') as is_announced from expo_figures group by all
    ) as figures on figures.edition = listed.edition
    -- the list of editions says which ones were known of; without it the figures do
    where listed.edition is not null or not exists (select 1 from expo_editions)
),

told as (
    select
        editions.edition,
        figures.basis = 'counted' as is_counted,
        figures.metric_id,
        case figures.qualifier when 'at_least' then '≥ ' when 'about' then if($lang = 'zh', '约', '≈ ') else '' end
            || case
                when metric_id not in ('expo_onsite_sales', 'expo_online_sales', 'expo_contracts')
                    then format('{:,}', value::bigint)
                when $lang = 'zh' then format('{:,}', round(value / 1e4)::bigint)
                else format('{:,.1f}', value / 1e6)
            end as cell
    from editions
    join expo_figures as figures on figures.edition = editions.edition
    where figures.value is not null
      and (figures.basis <> 'published' or not editions.is_planned) -- no result of an edition to come is known yet
    qualify row_number() over (
        partition by editions.edition, is_counted, metric_id order by figures.basis = 'announced', value desc
    ) = 1
),

lines as (
    select *, false as is_counted from editions
    union all
    select *, true as is_counted from editions
    where edition in (select edition from told where is_counted)
)

select
    if($lang = 'zh', '第' || lines.edition || '届', 'Edition ' || lines.edition) as edition_name,
    case
        when is_planned and lines.is_counted then if($lang = 'zh', '计划（报名记录）', 'Planned (registered)')
        when is_planned then if($lang = 'zh', '计划（展前公布）', 'Planned (announced)')
        when lines.is_counted then if($lang = 'zh', '记录计数', 'Counted')
        else if($lang = 'zh', '公布', 'Published')
    end as basis,
    coalesce(any_value(lines.starts_on)::varchar, words.none) as opens_on,
    if(lines.is_counted, '—', coalesce(any_value(lines.guest_country), words.none)) as guest_country,
    coalesce(max(cell) filter (metric_id = 'expo_countries'), words.none) as countries,
    coalesce(max(cell) filter (metric_id = 'expo_enterprises'), words.none) as exhibitors,
    coalesce(max(cell) filter (metric_id = 'expo_products'), words.none) as products,
    coalesce(
        max(cell) filter (metric_id = 'expo_area'),
        if(lines.is_counted, null, format('{:,}', any_value(lines.area_m2)::bigint)),
        words.none
    ) as area_m2,
    coalesce(max(cell) filter (metric_id = 'expo_visitors'), words.none) as visits,
    coalesce(max(cell) filter (metric_id = 'expo_onsite_sales'), words.none) as on_site_sales,
    coalesce(max(cell) filter (metric_id = 'expo_online_orders'), words.none) as online_orders,
    coalesce(max(cell) filter (metric_id = 'expo_online_sales'), words.none) as online_sales,
    coalesce(max(cell) filter (metric_id = 'expo_contracts'), words.none) as contracts
from lines
left join told on told.edition = lines.edition and told.is_counted = lines.is_counted
cross join lateral (select if(lines.is_counted, '—', if($lang = 'zh', '未公布', 'unpublished')) as none) as words
group by lines.edition, lines.is_counted, is_planned, words.none
order by lines.edition, lines.is_counted
