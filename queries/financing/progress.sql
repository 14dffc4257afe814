-- Money disbursed since the target began, accumulated month by month, with the target and an even pace towards it.
--
-- title   Progress to the target | 质押融资累计与目标
-- reads   targets, financing_months
-- param   until        last day counted
-- param   complete     day through which the records are complete
-- param   districts    list of district codes; null means the whole city
-- param   industries   list of industry codes; null means all
-- param   lang         zh or en
-- column  month        Month | 月份
-- column  series       Series | 系列
-- column  amount_cny   Amount [CNY] | 金额 [元]
-- draw    line x=month y=amount_cny by=series grain=month ahead=yes
-- note    The target is the whole city's; with a filter the line shows what the chosen part adds to it. | 目标为全市口径；设有筛选时，曲线为所选部分的贡献。

with target as (
    select value, starts_on, due_on
    from targets
    where metric_id = 'pledge_financing_amount'
      and geo_code = '510500'
      and value > 0
      and starts_on <= $until::date
      and exists (select 1 from financing_months)
    order by due_on < $until::date, abs(date_diff('day', due_on, $until::date))
    limit 1
),

months as (
    select
        target.value,
        target.due_on,
        series.month::date as month,
        date_diff('month', target.starts_on, series.month) + 1 as nth,
        date_diff('month', target.starts_on, target.due_on) + 1 as span
    from target, generate_series(date_trunc('month', target.starts_on), target.due_on::timestamp, interval 1 month) as series(month)
),

disbursed as (
    select month, sum(disbursed_cny) as disbursed_cny
    from financing_months
    where kind = 'pledge'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

series as (
    select
        1 as place,
        if($lang = 'zh', '累计放款', 'Disbursed since the start') as series,
        months.month,
        sum(coalesce(disbursed.disbursed_cny, 0)) over (order by months.month) as amount_cny
    from months
    left join disbursed on disbursed.month = months.month
    where last_day(months.month) <= least(last_day($until::date), coalesce($complete::date, last_day($until::date)))
    union all
    select 2 as place, if($lang = 'zh', '匀速进度', 'Even pace') as series, month, value * nth / span as amount_cny
    from months
    union all
    select 3 as place, if($lang = 'zh', '目标', 'Target') as series, month, value as amount_cny
    from months
)

select
    month,
    series,
    amount_cny
from series
order by place, month
